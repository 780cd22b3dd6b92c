using System.Net;
using System.Text;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Api;

public class RecordsApiTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_is_made_read_changed_moved_and_deleted(string database)
    {
        await using var world = await World.Start(database);
        var made = await world.Chief.Send(HttpMethod.Post, "/api/records/task",
            new { title = "Обмеры", clerk = world.Olga, price = 45092.25m, area = 82.5m, due = "2026-12-03" });
        made.Status.ShouldBe(HttpStatusCode.Created, made.Body.ToString());
        var id = made.Body.GetProperty("id").GetInt64();
        made.Body.GetProperty("price").GetRawText().ShouldBe("45092.25");
        made.Body.GetProperty("due").GetString().ShouldBe("2026-12-03");
        made.Body.GetProperty("_labels").GetProperty("clerk").GetString().ShouldBe("olga");
        made.Body.GetProperty("_version").GetInt32().ShouldBe(1);

        var changed = await world.Chief.Send(HttpMethod.Patch, $"/api/records/task/{id}", new { price = 10, _version = 1 });
        changed.Body.GetProperty("_version").GetInt32().ShouldBe(2);
        var conflict = await world.Chief.Send(HttpMethod.Patch, $"/api/records/task/{id}", new { price = 11, _version = 1 });
        conflict.Status.ShouldBe(HttpStatusCode.Conflict);
        conflict.Body.GetProperty("current").GetProperty("price").GetDecimal().ShouldBe(10);

        var finish = changed.Body.GetProperty("_transitions")[0];
        (finish.GetProperty("key").GetString(), finish.GetProperty("allowed").GetBoolean()).ShouldBe(("finish", true));
        var moved = await world.OlgaApi.Send(HttpMethod.Post, $"/api/records/task/{id}/finish", new { comment = "Готово" });
        moved.Body.GetProperty("status").GetString().ShouldBe("done", moved.Body.ToString());
        (await world.OlgaApi.Send(HttpMethod.Post, $"/api/records/task/{id}/finish", new { comment = "Ещё раз" })).Status.ShouldBe(
            HttpStatusCode.Conflict);

        (await world.Chief.Send(HttpMethod.Delete, $"/api/records/task/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await world.Chief.Send(HttpMethod.Get, $"/api/records/task/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_not_his_and_what_is_not_there_answer_alike()
    {
        await using var world = await World.Start();
        var id = await world.Task("Чужая", world.Ivan);
        var foreign = await world.OlgaApi.Send(HttpMethod.Get, $"/api/records/task/{id}");
        var missing = await world.OlgaApi.Send(HttpMethod.Get, "/api/records/task/999999");
        foreign.Status.ShouldBe(HttpStatusCode.NotFound);
        foreign.Body.ToString().ShouldBe(missing.Body.ToString());
        (await world.OlgaApi.Send(HttpMethod.Patch, $"/api/records/task/{id}", new { title = "Моя" })).Body.ToString()
            .ShouldBe(missing.Body.ToString());
        (await world.OlgaApi.Send(HttpMethod.Post, $"/api/records/task/{id}/finish", new { comment = "x" })).Status.ShouldBe(
            HttpStatusCode.NotFound);
        (await world.OlgaApi.GetJson("/api/records/task?count=true")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("fields={0}")]
    [InlineData("sort={0}")]
    [InlineData("sort=-{0}")]
    [InlineData("fields=clerk.{0}")]
    public async Task A_hidden_column_is_refused_in_the_words_for_a_missing_one(string query)
    {
        await using var world = await World.Start();
        var hidden = await world.OlgaApi.Send(HttpMethod.Get,
            $"/api/records/task?{string.Format(System.Globalization.CultureInfo.InvariantCulture, query, "secret")}");
        var unknown = await world.OlgaApi.Send(HttpMethod.Get,
            $"/api/records/task?{string.Format(System.Globalization.CultureInfo.InvariantCulture, query, "nosuch")}");
        hidden.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        hidden.Body.ToString().Replace("secret", "nosuch", StringComparison.Ordinal).ShouldBe(unknown.Body.ToString());
    }

    [Fact]
    public async Task A_condition_on_a_hidden_column_is_refused_in_the_words_for_a_missing_one()
    {
        await using var world = await World.Start();
        var hidden = await world.OlgaApi.Send(HttpMethod.Get, "/api/records/task?where=secret = 'x'");
        var unknown = await world.OlgaApi.Send(HttpMethod.Get, "/api/records/task?where=nosuch = 'x'");
        hidden.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        hidden.Body.ToString().Replace("secret", "nosuch", StringComparison.Ordinal).ShouldBe(unknown.Body.ToString());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_named_condition_is_to_its_reader_what_it_would_be_written_out(string database)
    {
        await using var world = await World.Start(database);
        await world.Task("Её", world.Olga);
        var hidden = await world.OlgaApi.Send(HttpMethod.Get, "/api/records/task?where=secret_known");
        var unknown = await world.OlgaApi.Send(HttpMethod.Get, "/api/records/task?where=nosuch");
        hidden.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        hidden.Body.ToString().Replace("secret_known", "nosuch", StringComparison.Ordinal).ShouldBe(unknown.Body.ToString());
        (await world.OlgaApi.GetJson("/api/records/task?count=true&where=own")).GetProperty("total").GetInt32().ShouldBe(1);
        (await world.Chief.GetJson("/api/records/task?count=true&where=own")).GetProperty("total").GetInt32().ShouldBe(0);
        (await world.Chief.GetJson("/api/records/task?count=true&where=not secret_known")).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1000000")]
    [InlineData("limit=x")]
    [InlineData("after=broken")]
    [InlineData("after=W10")]
    [InlineData("where=1 =")]
    [InlineData("where=(((((((((((((((((((((((((((((((((((")]
    [InlineData("sort=title;drop table task")]
    [InlineData("fields=title,")]
    public async Task A_bad_query_is_refused_with_the_part_that_is_bad(string query)
    {
        await using var world = await World.Start();
        var answer = await world.OlgaApi.Send(HttpMethod.Get, $"/api/records/task?{query}");
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Body.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(query[..query.IndexOf('=', StringComparison.Ordinal)]);
    }

    [Theory]
    [InlineData("{\"title\":")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{\"i\":{\"j\":{\"k\":{\"l\":{\"m\":{\"n\":{\"o\":{\"p\":{}}}}}}}}}}}}}}}}}")]
    public async Task A_body_that_is_no_object_is_a_bad_request(string body)
    {
        await using var world = await World.Start();
        (await world.Raw("/api/records/task", Encoding.UTF8.GetBytes(body))).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("{\"title\":\"a\\u0000b\"}")]
    [InlineData("{\"title\":\"\\ud800\"}")]
    [InlineData("{\"title\":{\"x\":1}}")]
    [InlineData("{\"title\":\"x\",\"nosuch\":1}")]
    [InlineData("{\"title\":\"x\",\"status\":\"done\"}")]
    [InlineData("{\"title\":\"x\",\"id\":7}")]
    [InlineData("{\"title\":\"x\",\"price\":1e400}")]
    [InlineData("{\"title\":\"x\",\"price\":\"много\"}")]
    [InlineData("{\"title\":\"x\",\"due\":\"2026-02-30\"}")]
    [InlineData("{\"title\":\"x\",\"clerk\":999999}")]
    [InlineData("{\"title\":\"x\",\"_version\":\"1\"}")]
    [InlineData("{\"price\":1}")]
    public async Task A_bad_value_is_invalid_and_nothing_is_written(string body)
    {
        await using var world = await World.Start();
        (await world.Raw("/api/records/task", Encoding.UTF8.GetBytes(body))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await world.Chief.GetJson("/api/records/task?count=true")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_a_bad_value() =>
        await Refused([.. "{\"title\":\""u8, 0xff, 0xfe, .. "\"}"u8], HttpStatusCode.UnprocessableEntity);

    [Fact]
    public async Task Ten_megabytes_are_too_many() =>
        await Refused([.. "{\"title\":\""u8, .. Enumerable.Repeat((byte)'x', 10_000_000), .. "\"}"u8],
        HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public async Task A_command_sent_twice_is_done_once()
    {
        await using var world = await World.Start();
        var body = new { title = "Одна", _command = Guid.NewGuid() };
        var first = await world.Chief.Send(HttpMethod.Post, "/api/records/task", body);
        var second = await world.Chief.Send(HttpMethod.Post, "/api/records/task", body);
        second.Body.GetProperty("id").GetInt64().ShouldBe(first.Body.GetProperty("id").GetInt64());
        (await world.Chief.GetJson("/api/records/task?count=true")).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_holes()
    {
        await using var world = await World.Start();
        for (var i = 0; i < 7; i++) await world.Task($"Задача {i}", world.Olga);
        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await world.OlgaApi.GetJson($"/api/records/task?sort=-title&limit=3&fields=title&after={next}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        seen.ShouldBe([.. Enumerable.Range(0, 7).Reverse().Select(i => $"Задача {i}")]);
    }

    [Fact]
    public async Task Who_asks_is_never_taken_from_what_is_asked()
    {
        await using var world = await World.Start();
        var id = await world.Task("Чужая", world.Ivan);
        world.OlgaApi.DefaultRequestHeaders.Add("X-User", "ivan");
        foreach (var query in new[] { $"user={world.Ivan}", "login=ivan", "role=chief", "as=chief" })
            (await world.OlgaApi.Send(HttpMethod.Get, $"/api/records/task/{id}?{query}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Words_of_a_refusal_are_in_the_readers_language()
    {
        await using var world = await World.Start();
        world.Chief.DefaultRequestHeaders.Add("Cookie", "kabinet-language=en");
        (await world.Chief.Send(HttpMethod.Post, "/api/records/task", new { })).Body.GetProperty("errors").GetProperty("title")[0]
            .GetString().ShouldBe("Fill in this field");
    }

    private static async Task Refused(byte[] body, HttpStatusCode status)
    {
        await using var world = await World.Start();
        (await world.Raw("/api/records/task", body)).ShouldBe(status);
    }

    private sealed class World : IAsyncDisposable
    {
        public required KabinetHost Host { get; init; }
        public required HttpClient Chief { get; init; }
        public required HttpClient OlgaApi { get; init; }
        public required long Olga { get; init; }
        public required long Ivan { get; init; }

        public static async Task<World> Start(string database = Databases.Sqlite)
        {
            var host = await KabinetHost.Start(database: database);
            var (olga, ivan) = (await host.Admit("olga", "clerk"), await host.Admit("ivan", "clerk"));
            await host.Admit("chief", "chief");
            return new() { Host = host, Chief = await host.Api("chief"), OlgaApi = await host.Api("olga"), Olga = olga, Ivan = ivan };
        }

        public async Task<long> Task(string title, long clerk)
        {
            var made = await Chief.Send(HttpMethod.Post, "/api/records/task", new { title, clerk, price = 1 });
            made.Status.ShouldBe(HttpStatusCode.Created, made.Body.ToString());
            return made.Body.GetProperty("id").GetInt64();
        }

        public async Task<HttpStatusCode> Raw(string address, byte[] body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.ExpectContinue = true;
            return (await Chief.SendAsync(request)).StatusCode;
        }

        public async ValueTask DisposeAsync()
        {
            Chief.Dispose();
            OlgaApi.Dispose();
            await Host.DisposeAsync();
        }
    }
}
