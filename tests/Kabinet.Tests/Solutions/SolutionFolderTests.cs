using System.Text;
using Kabinet.Engine;
using Kabinet.Engine.Solutions;

namespace Kabinet.Tests.Solutions;

public sealed class SolutionFolderTests : IDisposable
{
    private const string Settings = "solution: test\ntitle: Проба\nlanguage: en\n";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kabinet-solution-");

    public SolutionFolderTests() => Write("solution.yaml", Encoding.UTF8.GetBytes(Settings));

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("calculator/price.yaml", "calculator/price.yaml: Unknown folder 'calculator' (did you mean 'calculators'?)")]
    [InlineData("entitis/thing.yaml", "entitis/thing.yaml: Unknown folder 'entitis' (did you mean 'entities'?)")]
    [InlineData("calculators/price.yaml", "calculators/: This version of Kabinet knows no definitions of the folder 'calculators'")]
    [InlineData("reports/month.yaml", "reports/: This version of Kabinet knows no definitions of the folder 'reports'")]
    [InlineData("documents/contract.docx", "documents/: This version of Kabinet knows no definitions of the folder 'documents'")]
    [InlineData("articles/welcome.md", "articles/: This version of Kabinet knows no definitions of the folder 'articles'")]
    public void A_folder_without_effect_is_told_and_not_passed_over(string path, string problem)
    {
        Write(path, [0xFF, 0x00]);
        if (path.EndsWith(".yaml", StringComparison.Ordinal)) Write(path, "entity: thing\n"u8.ToArray());
        Problems().ShouldContain(problem);
    }

    [Fact]
    public void Folders_of_seeds_and_scenarios_and_files_that_are_no_yaml_are_nobodys_business()
    {
        Write("demo/10.yaml", "people: []\n"u8.ToArray());
        Write("scenarios/way.yaml", "scenario: way\n"u8.ToArray());
        Write("access.approved.md", "# Who\n"u8.ToArray());
        Write("images/logo.png", [0xFF, 0x00]);
        Problems().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("windows-1251")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_file_in_another_encoding_is_told_with_its_line(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var other = Encoding.GetEncoding(encoding);
        Write("roles/clerk.yaml", [.. other.GetPreamble(), .. other.GetBytes("role: clerk\ntitle: Продавец\n")]);
        var line = encoding == "windows-1251" ? 2 : 1;
        Problems().ShouldBe([$"roles/clerk.yaml:{line}: The file is not UTF-8 (save it as UTF-8)"]);
    }

    [Theory]
    [InlineData("Cl\\0erk")]
    [InlineData("Cl\\uD800erk")]
    [InlineData("\\uDC00\\uD800")]
    public void A_character_that_cannot_be_stored_is_told_where_an_escape_writes_it(string title)
    {
        Write("roles/clerk.yaml", Encoding.UTF8.GetBytes($"role: clerk\ntitle: \"{title}\"\n"));
        Problems().ShouldHaveSingleItem().ShouldStartWith("roles/clerk.yaml:2:");
    }

    [Fact]
    public void A_nul_is_told_with_its_line_and_a_mark_of_utf8_is_not()
    {
        Write("roles/clerk.yaml", "role: clerk\ntitle: Cl\0erk\n"u8.ToArray());
        Write("roles/chief.yaml", [0xEF, 0xBB, 0xBF, .. "role: chief\ntitle: Chief\n"u8]);
        Problems().ShouldBe(["roles/clerk.yaml:2: The file holds a NUL character: it is no text in UTF-8"]);
    }

    private void Write(string path, byte[] bytes)
    {
        var file = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }

    private IReadOnlyList<string> Problems() =>
        TestSolutions.ProblemsOf(() => SolutionLinker.Link(SolutionReader.Read(folder.FullName, PlatformKinds.All), 1, PlatformKinds.All));
}
