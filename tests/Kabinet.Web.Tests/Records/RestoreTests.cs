using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Records;

public class RestoreTests
{
    [Fact]
    public async Task Restoring_a_part_whose_owner_lies_in_the_trash_says_what_to_do_first()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var api = await host.Api("chief");
        using var chief = await host.SignIn("chief");
        var deal = (await api.Send(HttpMethod.Post, "/api/records/deal", new { title = "Дом" })).Body.GetProperty("id").GetInt64();
        var row = (await api.Send(HttpMethod.Post, "/api/records/deal_row", new { deal, what = "Крыша" })).Body.GetProperty("id")
            .GetInt64();
        foreach (var address in new[] { $"/api/records/deal_row/{row}", $"/api/records/deal/{deal}" })
            (await api.Send(HttpMethod.Delete, address)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await chief.Post("/profile", $"/do/deal_row/{row}/restore", ("_return", "/deals"))).Headers.Location!.ToString()
            .ShouldBe("/deals");
        (await chief.GetStringAsync("/deals")).ShouldContain("Это часть записи «Сделка», которая лежит в корзине. Сначала восстановите её");
        (await api.Send(HttpMethod.Get, $"/api/records/deal_row/{row}")).Status.ShouldBe(HttpStatusCode.NotFound);

        await chief.Post("/profile", $"/do/deal/{deal}/restore");
        await chief.Post("/profile", $"/do/deal_row/{row}/restore");
        (await api.Send(HttpMethod.Get, $"/api/records/deal_row/{row}")).Body.GetProperty("what").GetString().ShouldBe("Крыша");
    }
}
