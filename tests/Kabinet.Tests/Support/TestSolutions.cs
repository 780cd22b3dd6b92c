using Kabinet.Engine;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;

namespace Kabinet.Tests;

/// <summary>Small solutions written in a test: texts by path; <c>solution.yaml</c> is given where the test writes none.</summary>
public static class TestSolutions
{
    private const string Settings = "solution: test\ntitle: Test\ntime_zone: Europe/Moscow\n";

    // As a program would that answers at /admin and /api.
    private static readonly Kinds Kinds = PlatformKinds.All.Keeping(new HashSet<string> { "admin", "api" }, new HashSet<string>());

    public static SolutionDefinition Read(params (string Path, string Text)[] files)
    {
        var all = files.ToDictionary(file => file.Path, file => file.Text);
        all.TryAdd("solution.yaml", Settings);
        return SolutionReader.Read(all, PlatformKinds.All);
    }

    public static Solution Link(params (string Path, string Text)[] files) => SolutionLinker.Link(Read(files), 1, Kinds);

    /// <summary>A linked field as <c>{ kind: money, min: 1 }</c> describes it.</summary>
    public static Field Field(string yaml) =>
        Link(("entities/thing.yaml", $"entity: thing\nfields:\n  field: {yaml}\n")).Entities["thing"]["field"];

    /// <summary>A solution of this repository, linked.</summary>
    public static Solution Bundled(string name) =>
        SolutionLinker.Link(SolutionReader.Read(Path.Combine(Root(), "solutions", name), PlatformKinds.All), 1, PlatformKinds.All);

    /// <summary>The root of the repository.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kabinet.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    /// <summary>The problems of reading and linking, a line each; empty when there are none.</summary>
    public static IReadOnlyList<string> Problems(params (string Path, string Text)[] files) => ProblemsOf(() => Link(files));

    public static IReadOnlyList<string> ProblemsOf(Action work)
    {
        try
        {
            work();
            return [];
        }
        catch (SolutionException refused)
        {
            return [.. refused.Problems.Select(problem => problem.ToString())];
        }
    }
}
