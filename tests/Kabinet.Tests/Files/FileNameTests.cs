using Kabinet.Engine.Files;

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
    public void What_a_browser_could_run_is_bytes(string name) => ContentTypes.Of(name).ShouldBe("application/octet-stream");
}
