using Kabinet.Engine.Files;
using Kabinet.Engine.Files.Bytes;

namespace Kabinet.Tests.Files;

public class FileNameTests
{
    [Theory]
    [InlineData("план.pdf", "план.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\x\\план.pdf", "план.pdf")]
    [InlineData("a\r\nb\0.pdf", "ab.pdf")]
    [InlineData("\u202Egpj.exe", "gpj.exe")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("a<script>\"?.html", "ascript.html")]
    [InlineData("  trailing. ", "trailing")]
    [InlineData("и\u0306.txt", "й.txt")]
    public void A_name_loses_its_path_and_what_is_invisible(string name, string clean) => FileName.Clean(name).ShouldBe(clean);

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/")]
    [InlineData("\u0001\u202E")]
    public void Of_some_names_nothing_is_left(string name) => FileName.Clean(name).ShouldBeNull();

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var clean = FileName.Clean(new string('я', 400) + ".docx").ShouldNotBeNull();
        (clean.Length, Path.GetExtension(clean)).ShouldBe((150, ".docx"));
    }

    [Theory]
    [InlineData("page.html")]
    [InlineData("image.svg")]
    [InlineData("script.js")]
    [InlineData("nothing")]
    public void What_a_browser_could_run_is_bytes(string name) =>
        ContentTypes.Of(name, "<html><script>alert(1)</script>"u8).ShouldBe("application/octet-stream");

    [Theory]
    [InlineData("план.png", "<svg onload=alert(1)>", "application/octet-stream", true)]
    [InlineData("план.pdf", "<html>", "application/octet-stream", true)]
    [InlineData("план.jpg", "GIF89a", "image/gif", false)]
    [InlineData("план.doc", "%PDF-1.7", "application/pdf", false)]
    [InlineData("план.pdf", "\n\n%PDF-1.4", "application/pdf", false)]
    [InlineData("смета.xlsx", "PK\u0003\u0004", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false)]
    [InlineData("смета", "PK\u0003\u0004", "application/zip", false)]
    [InlineData("смета.txt", "<html>", "text/plain; charset=utf-8", false)]
    public void What_browsers_show_is_told_by_the_content(string name, string content, string type, bool isFalse)
    {
        ContentTypes.Of(name, System.Text.Encoding.Latin1.GetBytes(content)).ShouldBe(type);
        ContentTypes.IsFalse(name, type).ShouldBe(isFalse);
    }

    [Fact]
    public void Pictures_that_a_program_named_alike_keep_names_of_their_own()
    {
        FileName.IsOfProgram("image.jpg").ShouldBeTrue();
        FileName.IsOfProgram("Фото.png").ShouldBeTrue();
        FileName.IsOfProgram("план.png").ShouldBeFalse();
        FileName.Free("image.jpg", new HashSet<string> { "image.jpg", "image (2).jpg" }.Contains).ShouldBe("image (3).jpg");
    }
}
