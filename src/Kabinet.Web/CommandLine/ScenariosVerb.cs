using Kabinet.Engine.Scenarios;
using Kabinet.Engine.Words;
using Kabinet.Web.Scenarios;

namespace Kabinet.Web.CommandLine;

/// <summary>
/// <c>kabinet scenarios DIR [--filter TEXT]</c>: plays the scenarios of a folder on an installation that is removed afterwards.
/// </summary>
internal static class ScenariosVerb
{
    private static readonly KnownOption Filter =
        new("filter", "TEXT", "play only scenarios with this text in their key or title (all)");

    public static readonly Verb Verb = new("scenarios", "DIR",
        "Plays the scenarios of a folder over its demo data, on a throw-away installation in a temporary folder.",
        [KnownOptions.Folder, Filter], Run);

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var folder = arguments.Folder ?? throw Verb.Misused();
        var language = SolutionCheck.Accepted(folder, ProductKinds.All).Language;
        var scenarios = Wanted(folder, arguments[Filter], language);
        await using var installation = await ThrowAwayInstallation.Start(folder);
        using var runner = RunnerOf(installation);
        var failed = 0;
        try
        {
            foreach (var scenario in scenarios)
                if (!(scenario.MovesClock ? await HoldsAlone(folder, scenario, terminal, language)
                    : await Holds(scenario, runner, terminal, language, installation.Stopping))) failed++;
        }
        catch (OperationCanceledException) when (installation.Stopping.IsCancellationRequested)
        {
            throw new RefusedException(Texts.Say("scenario.interrupted", language));
        }
        await terminal.Output.WriteLineAsync(failed == 0 ? Texts.Say("scenario.sum_fine", language, scenarios.Count)
            : terminal.Bad(Texts.Say("scenario.sum", language, scenarios.Count, failed)));
        return failed == 0 ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static ScenarioRunner RunnerOf(ThrowAwayInstallation installation) =>
        new(installation.Address, installation.Engine.Solution.Value, installation.Clock);

    // The other scenarios rest on the days of the demo data, so the clock of their installation stays as it is.
    private static async Task<bool> HoldsAlone(string folder, ScenarioDefinition scenario, Terminal terminal, string language)
    {
        await using var installation = await ThrowAwayInstallation.Start(folder);
        using var runner = RunnerOf(installation);
        return await Holds(scenario, runner, terminal, language, installation.Stopping);
    }

    private static List<ScenarioDefinition> Wanted(string folder, string? text, string language)
    {
        var all = ScenarioReader.Read(folder);
        var wanted = all.Where(scenario => text is null || scenario.Scenario.Contains(text, StringComparison.OrdinalIgnoreCase)
            || scenario.Title.Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
        return wanted.Count > 0 ? wanted
            : throw new RefusedException(text is null || all.Count == 0 ? Texts.Say("scenario.none", language, folder)
                : Texts.Say("scenario.none_such", language, text, string.Join(", ", all.Select(scenario => scenario.Scenario))));
    }

    private static async Task<bool> Holds(ScenarioDefinition scenario, ScenarioRunner runner, Terminal terminal, string language,
        CancellationToken cancellation)
    {
        var failure = await runner.Play(scenario, cancellation);
        if (failure is null) await terminal.Output.WriteLineAsync(Texts.Say("scenario.holds", language, scenario.At, scenario.Title));
        else await terminal.Output.WriteLineAsync(terminal.Bad(Texts.Say("scenario.fails", language, scenario.At, scenario.Title)));
        foreach (var line in failure?.Say(language) ?? []) await terminal.Output.WriteLineAsync($"  {line}");
        return failure is null;
    }
}
