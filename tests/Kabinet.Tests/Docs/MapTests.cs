using System.Text.RegularExpressions;

namespace Kabinet.Tests.Docs;

/// <summary>Papers that name files are kept true by these tests.</summary>
public sealed partial class MapTests
{
    [Fact]
    public void Every_file_and_folder_named_by_the_papers_exists()
    {
        var root = TestSolutions.Root();
        var papers = Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(root, "*.md"));

        papers.SelectMany(paper => Named().Matches(File.ReadAllText(paper))
            .Select(match => (Paper: Path.GetFileName(paper), Path: match.Groups["path"].Value)))
            .Where(named => !Path.Exists(Path.Combine(root, named.Path))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_link_between_papers_leads_somewhere()
    {
        var root = TestSolutions.Root();
        var papers = Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(root, "*.md"));

        papers.SelectMany(paper => Link().Matches(File.ReadAllText(paper))
            .Select(match => (Paper: paper, Path: match.Groups["path"].Value)))
            // A placeholder of a letter leads nowhere here.
            .Where(link => !link.Path.StartsWith('{'))
            .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(link.Paper)!, link.Path))).ShouldBeEmpty();
    }

    [GeneratedRegex(@"`(?<path>(src|tests|solutions|docs|bench)/[A-Za-z0-9_./-]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"\]\((?<path>[^)#:]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
