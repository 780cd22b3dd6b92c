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
        using var stream = await LiveStream.Open(olgas, "task");
        await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Чужая", clerk = ivan });
        var mine = await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Моя", clerk = olga });
        (await stream.Next()).ShouldBe(("changed", $"[\"task:{mine.Body.GetProperty("id").GetInt64()}\"]"));
    }

    [Fact]
    public async Task A_page_that_asked_for_one_record_hears_of_no_other()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        var first = (await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Первая" })).Body.GetProperty("id").GetInt64();
        var second = (await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Вторая" })).Body.GetProperty("id").GetInt64();
        using var stream = await LiveStream.Open(chief, $"task:{second}");
        await chief.Send(HttpMethod.Patch, $"/api/records/task/{first}", new { price = 1 });
        await chief.Send(HttpMethod.Patch, $"/api/records/task/{second}", new { price = 1 });
        (await stream.Next()).ShouldBe(("changed", $"[\"task:{second}\"]"));
    }

    [Fact]
    public async Task The_stream_ends_with_the_session()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        using var leaving = await host.Api("chief");
        using var stream = await LiveStream.Open(leaving, "task");
        await leaving.Send(HttpMethod.Delete, "/api/session");
        await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "После ухода" });
        (await stream.Rest()).ShouldNotContain("changed");
    }

    [Fact]
    public async Task The_bell_of_a_person_rings_for_him_with_what_he_has_not_read_and_for_nobody_else()
    {
        await using var host = await KabinetHost.Start();
        foreach (var login in new[] { "chief", "second" }) await host.Admit(login, "chief");
        await host.Admit("olga", "clerk");
        using var chief = await host.Api("chief");
        using var olga = await host.Api("olga");
        using var heard = await LiveStream.Open(await host.Api("second"), "");
        using var unheard = await LiveStream.Open(olga, "task");
        var deal = (await chief.Send(HttpMethod.Post, "/api/records/deal", new { title = "Дом", price = 1 })).Body.GetProperty("id")
            .GetInt64();
        await chief.Send(HttpMethod.Post, $"/api/records/deal/{deal}/raise");
        (await heard.Next()).ShouldBe(("bell", "1"));
        await chief.Send(HttpMethod.Post, $"/api/records/deal/{deal}/raise");
        (await heard.Next()).ShouldBe(("bell", "2"));
        await olga.Send(HttpMethod.Delete, "/api/session");
        await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "После ухода" });
        (await unheard.Rest()).ShouldNotContain("bell");
    }
}
