using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Kabinet.Tests;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Records;

/// <summary>Files looked at in the page, removed and taken back.</summary>
public sealed class FilePreviewTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_removed_file_is_taken_back_by_the_sentence_that_tells_of_it_and_both_are_in_the_history(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var manager = await host.SignIn("supermanager");
        var (request, file) = await Upload(host, "Снимок.png", "image/png");
        var page = $"/requests/{request}?tab=files";
        var answer = await manager.Post(page, $"/files/{file}/remove", ("_return", page), ("_name", "Снимок.png"));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await manager.GetAsync($"/files/{file}/inside/x.png")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var after = new HtmlParser().ParseDocument(await manager.GetStringAsync(page));
        after.QuerySelector($"form[action='/files/{file}/restore'] button")!.TextContent.ShouldBe("Вернуть");
        after.QuerySelectorAll(".file-line").ShouldNotContain(line => line.TextContent.Contains("Снимок.png"));

        (await manager.Post(page, $"/files/{file}/restore", ("_return", page))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await manager.GetStringAsync(page)).ShouldContain("Снимок.png");
        var history = new HtmlParser().ParseDocument(await manager.GetStringAsync($"/requests/{request}?tab=history")).Body!.TextContent;
        history.ShouldContain("удалила файл «Снимок.png»");
        history.ShouldContain("вернула файл «Снимок.png»");
        (await manager.Post(page, $"/files/{file}/restore", ("_return", page))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_is_taken_back_only_by_whoever_may_add_it()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        var (request, file) = await Upload(host, "Чужой.png", "image/png");
        using var manager = await host.SignIn("supermanager");
        var page = $"/requests/{request}?tab=files";
        await manager.Post(page, $"/files/{file}/remove", ("_return", page));
        foreach (var login in new[] { "engineer5", "partner13", "head", "admin" })
        {
            using var other = await host.SignIn(login);
            (await other.Post("/today", $"/files/{file}/restore")).StatusCode.ShouldBe(HttpStatusCode.NotFound, login);
        }
    }

    [Theory]
    [InlineData("План.png", true), InlineData("Проект.pdf", true), InlineData("Рисунок.svg", false), InlineData("Страница.html", false),
        InlineData("Таблица.xlsx", false)]
    public async Task Pictures_and_PDF_are_shown_in_the_page_and_nothing_that_could_run(string name, bool shown)
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        var (_, file) = await Upload(host, name, "text/html");
        using var manager = await host.SignIn("supermanager");
        var preview = await manager.GetAsync($"/frame/file/{file}");
        var inside = await manager.GetAsync($"/files/{file}/inside/{Uri.EscapeDataString(name)}");
        preview.IsSuccessStatusCode.ShouldBe(shown);
        inside.IsSuccessStatusCode.ShouldBe(shown);
        if (!shown) return;
        inside.Content.Headers.ContentType!.MediaType
            .ShouldBe(name.EndsWith(".pdf", StringComparison.Ordinal) ? "application/pdf" : "image/png");
        inside.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("inline");
        inside.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        inside.Headers.GetValues("X-Frame-Options").ShouldBe(["SAMEORIGIN"]);
        var policy = inside.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'self'");
        policy.ShouldNotContain("script-src");
    }

    [Fact]
    public async Task A_file_of_another_s_record_is_not_there_to_be_shown()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        var (_, file) = await Upload(host, "Тайна.png", "image/png");
        foreach (var login in new[] { "engineer5", "partner13" })
        {
            using var other = await host.SignIn(login);
            (await other.GetAsync($"/frame/file/{file}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, login);
            (await other.GetAsync($"/files/{file}/inside/x.png")).StatusCode.ShouldBe(HttpStatusCode.NotFound, login);
        }
    }

    [Fact]
    public async Task A_cookie_cannot_name_another_command_as_the_undo()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        foreach (var (undo, kept) in new[]
            { ("/files/1/remove", false), ("/sign-out", false), ("//evil/restore", false), ("/files/1/restore", true) })
        {
            using var manager = await host.SignIn("supermanager");
            using var asked = new HttpRequestMessage(HttpMethod.Get, "/today");
            var said = Uri.EscapeDataString($$"""{"Text":"Готово","Tone":"ok","Undo":"{{undo}}"}""");
            var cookie = (await manager.GetAsync("/today")).RequestMessage!.Headers.TryGetValues("Cookie", out var own) ? own.First() : "";
            asked.Headers.Add("Cookie", $"{cookie}; kabinet-said={said}");
            var html = await (await manager.SendAsync(asked)).Content.ReadAsStringAsync();
            var toast = new HtmlParser().ParseDocument(html).QuerySelector(".toast-line")!;
            toast.QuerySelectorAll("form").Select(form => form.GetAttribute("action")).ShouldBe(kept ? [undo] : [], undo);
        }
    }

    /// <summary>A file among the sources of a request in work that the engineer5 and the partner13 have no part in.</summary>
    private static async Task<(long Request, long File)> Upload(KabinetHost host, string name, string claimed)
    {
        using var api = await host.Api("supermanager");
        var where = Uri.EscapeDataString("status = 'in_work' and engineer.name <> 'Глеб Подъяблонский'");
        var list = await api.GetJson($"/api/records/request?where={where}&fields=number&limit=20");
        foreach (var found in list.GetProperty("items").EnumerateArray())
        {
            var request = found.GetProperty("id").GetInt64();
            using var foreign = await host.Api("engineer5");
            if ((await foreign.GetAsync($"/api/records/request/{request}")).IsSuccessStatusCode) continue;
            var bytes = new ByteArrayContent(Path.GetExtension(name) switch
            {
                ".png" => Pictures.WithText(64, 40),
                ".pdf" => Encoding.UTF8.GetBytes("%PDF-1.4\n<script>alert(1)</script>"),
                _ => Encoding.UTF8.GetBytes("<script>alert(1)</script>"),
            });
            bytes.Headers.ContentType = new(claimed);
            using var form = new MultipartFormDataContent { { bytes, "file", name } };
            var answer = await api.PostAsync($"/api/records/request/{request}/files/source", form);
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
            var files = await api.GetJson($"/api/records/request/{request}/files/source");
            var file = files.GetProperty("items").EnumerateArray().First(item => item.GetProperty("name").GetString() == name);
            return (request, file.GetProperty("id").GetInt64());
        }
        throw new InvalidOperationException("The demo has no request in work of another engineer");
    }
}
