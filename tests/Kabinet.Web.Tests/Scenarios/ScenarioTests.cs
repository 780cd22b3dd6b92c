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
        var host = await hosts.Of(solution, database);
        using var runner = new ScenarioRunner(host.Address, host.Engine.Solution.Value, host.Clock);

        var failure = await runner.Play(ScenarioFiles.Read(solution, scenario), TestContext.Current.CancellationToken);

        (failure is null ? "" : string.Join('\n', failure.Say("en"))).ShouldBe("");
    }
}
