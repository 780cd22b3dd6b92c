using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Kabinet.Tests;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Records;

/// <summary>Conversations at the doors of pages and of the API.</summary>
public sealed class ThreadsTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_program_posts_answers_changes_and_passes_on(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var manager = await host.Api("supermanager");
        var request = await InWork(manager);
        var threads = $"/api/records/request/{request}/threads";
        using var form = new MultipartFormDataContent
        {
            { new StringContent("""{"text":"План и <b>акт</b>"}""", Encoding.UTF8), "body" },
            { new ByteArrayContent(Pictures.OfTelephone(400, 300, 1)), "files", "План Иванова.jpg" },
        };
        var posted = await manager.PostAsync($"{threads}/partner", form);
        posted.StatusCode.ShouldBe(HttpStatusCode.Created);
        var message = await Id(posted);
        (await manager.Send(HttpMethod.Post, $"{threads}/partner", new { text = "Ответ", quote = message })).Status
            .ShouldBe(HttpStatusCode.Created);
        (await manager.Send(HttpMethod.Patch, $"{threads}/partner/{message}", new { text = "План" })).Status
            .ShouldBe(HttpStatusCode.NoContent);
        var items = (await manager.GetJson($"{threads}/partner")).GetProperty("items").EnumerateArray()
            .Where(item => !item.GetProperty("system").GetBoolean()).ToList();
        (items[^2].GetProperty("text").GetString(), items[^1].GetProperty("quote").GetProperty("text").GetString())
            .ShouldBe(("План", "План"));
        var file = items[^2].GetProperty("files")[0].GetProperty("id").GetInt64();
        var pass = new { to = "engineer", text = "План", files = new[] { file } };
        (await manager.Send(HttpMethod.Post, $"{threads}/partner/{message}/pass", pass)).Status.ShouldBe(HttpStatusCode.Created);
        var passed = await manager.GetStringAsync($"{threads}/engineer");
        passed.ShouldContain("Вложение 1.jpg");
        passed.ShouldNotContain("Иванова");
        (await manager.GetStringAsync($"/api/records/request/{request}/journal")).ShouldNotContain("План\"");
    }

    [Theory]
    [InlineData("{}", "text")]
    [InlineData("""{"text":5}""", "text")]
    [InlineData("""{"text":"x","quote":"y"}""", "quote")]
    [InlineData("""{"text":"x","quote":999999999}""", "quote")]
    [InlineData("""{"text":"x","extra":1}""", "extra")]
    [InlineData("""{"text":"x","_command":"1"}""", "_command")]
    public async Task A_wrong_message_is_refused_at_its_place(string body, string at)
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.Api("supermanager");
        var request = await InWork(manager);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await manager.PostAsync($"/api/records/request/{request}/threads/partner", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        told.RootElement.GetProperty("errors").TryGetProperty(at, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_side_a_guessed_id_and_a_strange_address_are_all_not_there()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.Api("supermanager");
        var request = await InWork(manager);
        var threads = $"/api/records/request/{request}/threads";
        var message = await Id(await manager.PostAsync($"{threads}/partner", Json("""{"text":"Тайна партнёра"}""")));
        var other = await Id(await manager.PostAsync($"{threads}/engineer", Json("""{"text":"Тайна инженера"}""")));
        foreach (var login in new[] { "engineer", "engineer2", "engineer3", "engineer4", "engineer5", "partner13" })
        {
            using var stranger = await host.Api(login);
            (await stranger.GetAsync($"{threads}/partner")).StatusCode.ShouldBe(HttpStatusCode.NotFound, login);
            (await stranger.PostAsync($"{threads}/partner", Json("""{"text":"x"}"""))).StatusCode.ShouldBe(HttpStatusCode.NotFound, login);
            (await stranger.PostAsync($"{threads}/partner/read", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound, login);
            (await stranger.PatchAsync($"{threads}/partner/{message}", Json("""{"text":"x"}"""))).StatusCode
                .ShouldBe(HttpStatusCode.NotFound, login);
            (await stranger.PostAsync($"{threads}/partner/{message}/pass", Json("""{"to":"engineer","text":"x"}"""))).StatusCode
                .ShouldBe(HttpStatusCode.NotFound, login);
            using var page = await host.SignIn(login);
            (await page.GetAsync($"/threads/request/{request}/partner/{message}/pass")).StatusCode.ShouldBe(HttpStatusCode.NotFound, login);
            (await page.GetAsync($"/threads/request/{request}/partner/{message}/edit")).StatusCode.ShouldBe(HttpStatusCode.NotFound, login);
        }
        foreach (var address in new[] { $"{threads}/partner/{other}", $"{threads}/engineer/{message}", $"{threads}/nothing/{message}",
            $"/api/records/request/{request + 1}/threads/partner/{message}", $"/api/records/partner/1/threads/partner/{message}" })
            (await manager.PatchAsync(address, Json("""{"text":"x"}"""))).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        (await manager.GetAsync($"{threads}/partner?before=x")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await manager.GetStringAsync($"{threads}/partner")).ShouldNotContain("Тайна инженера");
    }

    [Fact]
    public async Task A_page_shows_a_message_as_text_and_a_refused_one_keeps_what_was_typed()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var api = await host.Api("supermanager");
        var request = await InWork(api);
        using var manager = await host.SignIn("supermanager");
        var page = $"/requests/{request}?tab=talk&thread=engineer";
        var send = $"/threads/request/{request}/engineer";
        var sent = await manager.Post(page, send, ("_return", page), ("text", "<script>alert(1)</script>"));
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await sent.Content.ReadAsStringAsync());
        var html = new HtmlParser().ParseDocument(await manager.GetStringAsync(page));
        html.QuerySelectorAll(".message-text")[^1].TextContent.Trim().ShouldBe("<script>alert(1)</script>");
        html.QuerySelectorAll("script:not([src])").ShouldBeEmpty();
        var refused = await manager.Post(page, send, ("_return", page), ("text", new string('я', 10_001)));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        new HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync()).QuerySelector("textarea[name=text]")!.TextContent
            .Length.ShouldBe(10_001);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<long> Id(HttpResponseMessage answer)
    {
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("id").GetInt64();
    }

    /// <summary>A request in work that partner13 has no part in.</summary>
    private static async Task<long> InWork(HttpClient api)
    {
        var where = Uri.EscapeDataString("status = 'in_work' and contact.name is not null");
        var list = await api.GetJson($"/api/records/request?where={where}&fields=number&limit=1&sort=created_at");
        return list.GetProperty("items")[0].GetProperty("id").GetInt64();
    }
}
