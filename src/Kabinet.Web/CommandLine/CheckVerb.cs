using System.Text.Encodings.Web;
using System.Text.Json;
using Kabinet.Engine.Model;
using Kabinet.Engine.Scenarios;
using Kabinet.Engine.Words;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet check DIR [--json]</c>: checks definitions, demo data and scenarios of a folder, touching nothing.</summary>
internal static class CheckVerb
{
    private static readonly KnownOption Json =
        new("json", null, "print the problems as JSON, for editors and programs (text); docs/operations.md tells its members");

    private static readonly JsonSerializerOptions Format =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static readonly Verb Verb = new("check", "DIR",
        "Checks definitions, demo data and scenarios of a folder and tells every problem, touching nothing.",
        [KnownOptions.Folder, Json], Run);

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var folder = arguments.Folder ?? throw Verb.Misused();
        var found = SolutionCheck.Of(folder, ProductKinds.All);
        if (found.Solution is { } solution && ApprovedAccess.Difference(folder, solution) is { } difference)
            found = found with { Problems = [.. found.Problems, difference] };
        if (arguments.Has(Json)) await terminal.Output.WriteLineAsync(JsonSerializer.Serialize(Told(found), Format));
        else await Tell(found, terminal);
        return found.Problems.Count == 0 ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static async Task Tell(CheckedSolution found, Terminal terminal)
    {
        var language = found.Language;
        foreach (var problem in found.Problems) await terminal.Output.WriteLineAsync(terminal.Bad(problem.Say(language)));
        foreach (var warning in found.Warnings)
            await terminal.Output.WriteLineAsync(
                terminal.Doubtful($"{Texts.Say("problem.warning", language)}: {warning.Say(language)}"));
        await terminal.Output.WriteLineAsync(found is { Solution: { } solution, Problems.Count: 0 }
            ? Texts.Say("problem.none", language, solution.Settings.Solution,
                solution.Definition.Entities.Values.Count(entity => !entity.At.IsOfPlatform),
                solution.Definition.Roles.Values.Count(role => !role.At.IsOfPlatform),
                solution.Definition.Pages.Values.Count(page => !page.At.IsOfPlatform))
            : Texts.Say("problem.found", language, found.Problems.Count));
    }

    private static object Told(CheckedSolution found) => new
    {
        Format = 1,
        found.Language,
        Problems = found.Problems.Select(problem => Told(problem, "error", found.Language))
            .Concat(found.Warnings.Select(warning => Told(warning, "warning", found.Language))),
    };

    private static object Told(Problem problem, string severity, string language) => new
    {
        problem.At.File,
        problem.At.Line,
        problem.At.Column,
        Severity = severity,
        Code = problem.Message.Key,
        Message = Texts.Say(problem.Message, language),
        Suggestion = problem.Suggestion is { } suggestion ? Texts.Say(suggestion, language) : null,
        Replacement = problem.Suggestion is { } guess ? Spelling.Guessed(guess) : null,
    };
}
