using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Solutions;

/// <summary>Reads the files of a solution, and the platform's own, into definition records. Does not link them.</summary>
public static class SolutionReader
{
    private const int MostFiles = 5_000;

    /// <summary>Reads a solution from a folder. Problems are part of the result, so that linking can find more.</summary>
    /// <exception cref="SolutionException">The folder does not exist, has too many files, or a file is not UTF-8.</exception>
    public static SolutionDefinition Read(string directory, Kinds kinds) => Read(Files(directory), kinds);

    /// <summary>Reads the definition files of a folder: their texts by path.</summary>
    internal static IReadOnlyDictionary<string, string> Files(string directory) =>
        Directory.Exists(directory) ? SolutionFiles.Load(directory)
            : throw new SolutionException([new(new(directory), new("problem.no_folder"))]);

    /// <summary>Reads a solution from texts by path (<c>entities/request.yaml</c>). Problems are part of the result.</summary>
    /// <exception cref="SolutionException">There are too many files.</exception>
    public static SolutionDefinition Read(IReadOnlyDictionary<string, string> files, Kinds kinds)
    {
        if (files.Count > MostFiles) throw new SolutionException([new(new("solution.yaml"), new("problem.too_many", MostFiles))]);
        var problems = new List<Problem>();
        var core = new DefinitionFiles(CoreFiles.All, new(kinds, problems), origin: Location.Platform);
        var written = new DefinitionFiles(files, new(kinds, problems));
        written.RefuseUnknownFiles();
        var definition = new SolutionDefinition
        {
            Settings = written.Settings(),
            Roles = CoreMerge.Roles(core.Of<RoleDefinition>("roles", "role"), written.Of<RoleDefinition>("roles", "role")),
            Entities = new LikeFields(new CoreMerge(problems).Entities(core.Of<EntityDefinition>("entities", "entity"),
                written.Of<EntityDefinition>("entities", "entity")), problems).Filled(),
            Pages = new CoreMerge(problems).Pages(core.Of<PageDefinition>("pages", "page"), written.Of<PageDefinition>("pages", "page")),
            Notices = written.Of<NoticeDefinition>("notices", "notice"),
            Jobs = written.Of<JobDefinition>("jobs", "job"),
            Problems = problems,
            Unparsed = written.Unparsed,
        };
        return definition with { Pages = new DefaultPages(new(kinds, problems), definition).Added() };
    }

    /// <summary>The language of a solution, read from its settings only. Problems in the settings are ignored here.</summary>
    internal static string LanguageOf(IReadOnlyDictionary<string, string> files, Kinds kinds) =>
        new DefinitionFiles(files, new(kinds, [])).Settings().Language;

    internal static IReadOnlyList<Problem> InOrder(IEnumerable<Problem> problems) =>
        [.. problems.DistinctBy(problem => (problem.At.File, problem.At.Line, problem.ToString()))
            .OrderBy(problem => problem.At.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column)];
}
