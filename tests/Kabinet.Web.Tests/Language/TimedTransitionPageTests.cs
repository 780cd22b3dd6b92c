using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Language;

/// <summary>The page of a record tells what the platform is going to do to it.</summary>
public class TimedTransitionPageTests
{
    private const string Life = """
        lifecycle:
          states:
            taken: { title: Принят }
            back: { title: Возвращён, final: true }
          transitions:
            give_back:
              title: Вернуть
              from: [taken]
              to: back
              by: [dispatcher]
              on: return_on
              require: { "urgent": Сначала отметьте срочность }
        pages: [dispatcher, client, owner]
        """;

    [Fact]
    public async Task Who_sees_the_day_is_told_beforehand_what_comes_and_afterwards_what_is_in_the_way()
    {
        using var changed = new ChangedSolution("laundry",
            ("entities/order.yaml", "pages: [dispatcher, client, owner]\n", Life + "\n"),
            ("entities/order.yaml", "hide: [discount]", "hide: [discount, return_on]"));
        await using var host = await KabinetHost.Start(changed.Folder);
        foreach (var login in new[] { "dispatcher", "client", "owner" }) await host.Admit(login, login);
        using var owner = await host.Api("owner");
        using var client = await host.Api("client");
        var branch = (await owner.Send(HttpMethod.Post, "/api/records/branch", new { title = "Центр", code = "Ц" })).Body;
        var at = branch.GetProperty("id").GetInt64();
        var (status, order) = await client.Send(HttpMethod.Post, "/api/records/order", new { branch = at });
        status.ShouldBe(HttpStatusCode.Created);
        var page = $"/order/{order.GetProperty("id").GetInt64()}";

        using var dispatcher = await host.SignIn("dispatcher");
        using var stranger = await host.SignIn("client");
        (await Text(dispatcher, page)).ShouldContain("Автоматически перейдёт в «Возвращён»: ");
        (await Text(stranger, page)).ShouldNotContain("record-coming");

        host.Clock.Advance(TimeSpan.FromDays(10));
        var late = await Text(dispatcher, page);
        late.ShouldContain("Автоматический переход в «Возвращён» не выполнен");
        late.ShouldContain("попробуем ещё. Сначала отметьте срочность");
        (await Text(stranger, page)).ShouldNotContain("record-coming");
    }

    private static async Task<string> Text(HttpClient browser, string page) =>
        WebUtility.HtmlDecode(await browser.GetStringAsync(page));
}
