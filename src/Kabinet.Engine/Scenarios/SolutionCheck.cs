using Kabinet.Engine.Demo;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine.Scenarios;

/// <summary>What a check of a folder found.</summary>
/// <param name="Solution">The linked solution; null if its definitions have problems.</param>
/// <param name="Language">Language of the solution.</param>
/// <param name="Problems">Everything that must be mended, in the order of files and lines.</param>
/// <param name="Warnings">What works but is probably a mistake, in the same order.</param>
public sealed record CheckedSolution(Solution? Solution, string Language, IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings);

/// <summary>Checks a whole folder: definitions, demo data and scenarios.</summary>
public static class SolutionCheck
{
    /// <summary>Checks a folder. Demo data and scenarios are checked against the definitions only if these have no problems.</summary>
    public static CheckedSolution Of(string folder, Kinds kinds)
    {
        var (solution, language, problems) = Linked(folder, kinds);
        var demo = DemoReader.Read(folder, problems);
        var scenarios = ScenarioReader.Read(folder, problems);
        if (solution is null) return new(null, language, SolutionReader.InOrder(problems), []);
        var people = new DemoCheck(solution, demo, TimeProvider.System.GetUtcNow());
        problems.AddRange(people.Judge());
        var check = new ScenarioCheck(solution, people, kinds);
        foreach (var scenario in scenarios) check.Judge(scenario);
        return new(solution, language, SolutionReader.InOrder([.. problems, .. check.Problems]),
            SolutionReader.InOrder([.. solution.Warnings, .. check.Warnings]));
    }

    /// <summary>Checks a folder that is to be used: problems are thrown.</summary>
    /// <exception cref="SolutionException">There are problems; lists all of them.</exception>
    public static CheckedSolution Accepted(string folder, Kinds kinds)
    {
        var found = Of(folder, kinds);
        return found.Problems.Count == 0 ? found : throw new SolutionException(found.Problems, found.Language);
    }

    private static (Solution? Solution, string Language, List<Problem> Problems) Linked(string folder, Kinds kinds)
    {
        try
        {
            var solution = SolutionLinker.Link(SolutionReader.Read(folder, kinds), 0, kinds);
            return (solution, solution.Settings.Language, []);
        }
        catch (SolutionException wrong) { return (null, wrong.Language, [.. wrong.Problems]); }
    }
}
