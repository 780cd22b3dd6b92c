using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Solutions;

/// <summary>Reads the files of a solution into definition records, together with the platform's own; nothing is linked yet.</summary>
public static class SolutionReader
{
    private const int MostFiles = 5_000;

    /// <summary>Languages that a text may be written in.</summary>
    public static readonly IReadOnlyList<string> Languages = ["ru", "en"];

    /// <summary>Reads a solution's folder. Problems stand in what is returned: what can be read serves to find those of linking.</summary>
    /// <exception cref="SolutionException">There is no such folder, or too much in it.</exception>
    public static SolutionDefinition Read(string directory, Kinds kinds) => Read(Files(directory), kinds);

    /// <summary>Texts of a folder's definition files by path.</summary>
    internal static IReadOnlyDictionary<string, string> Files(string directory) =>
        Directory.Exists(directory) ? SolutionFiles.Load(directory) : throw new SolutionException([new(new(directory), new("problem.no_folder"))]);

    /// <summary>Reads a solution from texts by path (<c>entities/request.yaml</c>), wherever they are kept. Problems stand in what is returned.</summary>
    /// <exception cref="SolutionException">There are too many.</exception>
    public static SolutionDefinition Read(IReadOnlyDictionary<string, string> files, Kinds kinds)
    {
        if (files.Count > MostFiles) throw new SolutionException([new(new("solution.yaml"), new("problem.too_many", MostFiles))]);
        var problems = new List<Problem>();
        var core = new DefinitionFiles(CoreFiles.All, new(kinds, problems), origin: Location.Platform);
        var written = new DefinitionFiles(files, new(kinds, problems));
        written.RefuseUnknownFiles();
        return new SolutionDefinition
        {
            Settings = written.Settings(),
            Roles = CoreMerge.Roles(core.Of<RoleDefinition>("roles", "role"), written.Of<RoleDefinition>("roles", "role")),
            Entities = new CoreMerge(problems).Entities(core.Of<EntityDefinition>("entities", "entity"), written.Of<EntityDefinition>("entities", "entity")),
            Pages = new CoreMerge(problems).Pages(core.Of<PageDefinition>("pages", "page"), written.Of<PageDefinition>("pages", "page")),
            Notices = written.Of<NoticeDefinition>("notices", "notice"),
            Problems = problems,
            Unparsed = written.Unparsed,
        };
    }

    /// <summary>The language of a solution, read from its settings alone; what is wrong with them is told by whoever reads the whole.</summary>
    internal static string LanguageOf(IReadOnlyDictionary<string, string> files, Kinds kinds) => new DefinitionFiles(files, new(kinds, [])).Settings().Language;

    internal static IReadOnlyList<Problem> InOrder(IEnumerable<Problem> problems) =>
        [.. problems.DistinctBy(problem => (problem.At, problem.ToString())).OrderBy(problem => problem.At.File, StringComparer.Ordinal).ThenBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column)];
}
