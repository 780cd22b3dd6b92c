using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Live;

public class LiveTests
{
    [Fact]
    public async Task A_page_hears_of_the_records_its_reader_may_read_and_of_no_others()
    {
        await using var host = await KabinetHost.Start();
        var (olga, ivan) = (await host.Admit("olga", "clerk"), await host.Admit("ivan", "clerk"));
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        using var olgas = await host.Api("olga");
        using var stream = new StreamReader(await olgas.GetStreamAsync("/api/live?topics=task"));
        (await stream.ReadLineAsync()).ShouldBe(": open");
        await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Чужая", clerk = ivan });
        var mine = await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Моя", clerk = olga });
        (await Next(stream)).ShouldBe(("changed", $"[\"task:{mine.Body.GetProperty("id").GetInt64()}\"]"));
    }

    [Fact]
    public async Task A_page_that_asked_for_one_record_hears_of_no_other()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        var first = (await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Первая" })).Body.GetProperty("id").GetInt64();
        var second = (await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Вторая" })).Body.GetProperty("id").GetInt64();
        using var stream = new StreamReader(await chief.GetStreamAsync($"/api/live?topics=task:{second}"));
        (await stream.ReadLineAsync()).ShouldBe(": open");
        await chief.Send(HttpMethod.Patch, $"/api/records/task/{first}", new { price = 1 });
        await chief.Send(HttpMethod.Patch, $"/api/records/task/{second}", new { price = 1 });
        (await Next(stream)).ShouldBe(("changed", $"[\"task:{second}\"]"));
    }

    [Fact]
    public async Task The_stream_ends_with_the_session()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        using var leaving = await host.Api("chief");
        using var stream = new StreamReader(await leaving.GetStreamAsync("/api/live?topics=task"));
        (await stream.ReadLineAsync()).ShouldBe(": open");
        await leaving.Send(HttpMethod.Delete, "/api/session");
        await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "После ухода" });
        (await stream.ReadToEndAsync()).ShouldNotContain("changed");
    }

    private static async Task<(string Event, string Data)> Next(StreamReader stream)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await stream.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith("event: ", StringComparison.Ordinal)) return (line["event: ".Length..], (await stream.ReadLineAsync(patience.Token))!["data: ".Length..]);
        return ("end", "");
    }
}
