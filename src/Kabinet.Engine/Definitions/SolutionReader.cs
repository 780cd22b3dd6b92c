using Kabinet.Engine.Definitions.Reading;

namespace Kabinet.Engine.Definitions;

/// <summary>Reads the files of a solution into definition records, together with the platform's own; nothing is linked yet.</summary>
public static class SolutionReader
{
    private const int MostFiles = 5_000;

    /// <summary>Languages that a text may be written in.</summary>
    public static readonly IReadOnlyList<string> Languages = ["ru", "en"];

    /// <summary>Reads a solution's folder.</summary>
    /// <exception cref="SolutionException">Something is wrong; all of it at once.</exception>
    public static SolutionDefinition Read(string directory)
    {
        if (!Directory.Exists(directory)) throw new SolutionException([new(new(directory), "There is no such folder")]);
        return Read(SolutionFiles.Load(directory));
    }

    /// <summary>Reads a solution from texts by path (<c>entities/request.yaml</c>), wherever they are kept.</summary>
    /// <exception cref="SolutionException">Something is wrong; all of it at once.</exception>
    public static SolutionDefinition Read(IReadOnlyDictionary<string, string> files)
    {
        if (files.Count > MostFiles) throw new SolutionException([new(new("solution.yaml"), $"The solution has more than {MostFiles} files")]);
        var problems = new List<Problem>();
        var core = new DefinitionFiles(CoreFiles.All, problems, origin: CoreFiles.Origin);
        var written = new DefinitionFiles(files, problems);
        written.RefuseStrangers();
        var solution = new SolutionDefinition
        {
            Settings = written.Settings()!,
            Roles = CoreMerge.Roles(core.Of<RoleDefinition>("roles", role => role.Role), written.Of<RoleDefinition>("roles", role => role.Role)),
            Entities = new CoreMerge(problems).Entities(core.Of<EntityDefinition>("entities", entity => entity.Entity), written.Of<EntityDefinition>("entities", entity => entity.Entity)),
            Pages = new CoreMerge(problems).Pages(core.Of<PageDefinition>("pages", page => page.Page), written.Of<PageDefinition>("pages", page => page.Page)),
            Notices = written.Of<NoticeDefinition>("notices", notice => notice.Notice),
        };
        return problems.Count == 0 ? solution : throw new SolutionException(InOrder(problems));
    }

    internal static IReadOnlyList<Problem> InOrder(IEnumerable<Problem> problems) =>
        [.. problems.Distinct().OrderBy(problem => problem.At.File, StringComparer.Ordinal).ThenBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column)];
}
