using Kabinet.Web.Scenarios;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Scenarios;

/// <summary>Every scenario of every bundled solution, on both databases, over the demo data.</summary>
public sealed class ScenarioTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    public static TheoryData<string, string, string> All
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var (solution, scenario) in ScenarioFiles.All)
                foreach (var database in new[] { Databases.Sqlite, Databases.Postgres }) all.Add(solution, scenario, database);
            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Scenario_holds(string solution, string scenario, string database)
    {
        var read = ScenarioFiles.Read(solution, scenario);
        // The other scenarios rest on the days of the demo data.
        await using var own = read.MovesClock ? await KabinetHost.Start(solution, database, demo: true) : null;
        var host = own ?? await hosts.Of(solution, database);
        using var runner = new ScenarioRunner(host.Address, host.Engine.Solution.Value, host.Clock);

        var failure = await runner.Play(read, TestContext.Current.CancellationToken);

        (failure is null ? "" : string.Join('\n', failure.Say("en"))).ShouldBe("");
    }
}
