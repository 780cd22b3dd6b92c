using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Health;

public class HealthTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_watches_over_the_process_asks_without_signing_in_and_leaves_no_trace(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        using var probe = host.Browser();
        foreach (var (address, word) in new[] { ("/health", "alive"), ("/health/ready", "ready") })
        {
            var answer = await probe.GetAsync(address);
            (answer.StatusCode, await answer.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.OK, word));
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            using var head = new HttpRequestMessage(HttpMethod.Head, address);
            (await probe.SendAsync(head)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Without_its_database_a_process_is_alive_and_not_ready_until_the_database_is_back()
    {
        await using var host = await KabinetHost.Start(database: Databases.Postgres);
        using var probe = host.Browser();
        await host.Lose();
        (await probe.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await probe.GetAsync("/health/ready");
        (answer.StatusCode, await answer.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.ServiceUnavailable, "not ready"));
        await host.Regain();
        (await probe.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Probes_are_not_counted_by_the_limits()
    {
        await using var host = await KabinetHost.Start(requestsPerMinute: 1);
        using var probe = host.Browser();
        (await probe.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await probe.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        for (var i = 0; i < 5; i++) (await probe.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
