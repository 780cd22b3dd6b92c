using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Kabinet.Tests;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Records;

/// <summary>Documents that a request needs, their versions, thumbnails and archives, at the doors of the API.</summary>
public sealed class PackageTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    private static readonly byte[] Pdf = "%PDF-1.4 sheet"u8.ToArray();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_package_is_put_together_by_its_checklist_and_goes_as_one_archive(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var manager = await host.Api("supermanager");
        var request = await Accepted(manager, "exists(lines where service.code = 'PROJ_TECH') and missing_documents > 0");
        var files = $"/api/records/request/{request}/files";
        (await Missing(manager, request)).ShouldContain("project");
        var refused = await manager.PostAsync($"/api/records/request/{request}/deliver", null);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("не хватает");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var project = await Send(manager, $"{files}/package", "scan 1.pdf", Pdf, ("kind", "project"));
        (project.GetProperty("kind").GetString(), project.GetProperty("version").GetInt32()).ShouldBe(("project", 1));
        (await Missing(manager, request)).ShouldNotContain("project");
        var second = await Send(manager, $"{files}/package", "Проект.pdf", Pdf, ("replaces", $"{project.GetProperty("id")}"));
        (second.GetProperty("kind").GetString(), second.GetProperty("version").GetInt32()).ShouldBe(("project", 2));
        second.GetProperty("older").GetArrayLength().ShouldBe(1);
        (await manager.GetAsync($"/api/files/{project.GetProperty("id")}")).StatusCode
            .ShouldBe(HttpStatusCode.OK, "the older one is at hand");
        var all = await Send(manager, $"{files}/package", "Комплект.pdf", Pdf);
        (await Missing(manager, request)).Intersect(["project", "conclusion"]).ShouldBeEmpty("one file may hold everything");
        (await Patch(manager, all, """{"kind":"bill"}""")).ShouldBe(HttpStatusCode.NoContent);
        (await Missing(manager, request)).ShouldContain("conclusion");
        (await Patch(manager, all, """{"kind":"whole"}""")).ShouldBe(HttpStatusCode.NoContent);

        var archive = await Archive(manager, $"{files}/package.zip");
        archive.Entries.Select(entry => entry.FullName)
            .ShouldBe(["Проект.pdf", "Общий файл пакета – Комплект.pdf"], ignoreOrder: true);
        using var read = new StreamReader(await archive.Entries[0].OpenAsync(TestContext.Current.CancellationToken));
        (await read.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("%PDF-1.4 sheet");
        var whole = await Archive(manager, $"{files[..^6]}/files.zip");
        whole.Entries.Select(entry => entry.FullName.Split('/')[0]).Distinct()
            .ShouldBe(["Исходные документы", "Работа инженера", "Пакет документов"], ignoreOrder: true);
    }

    [Fact]
    public async Task Nobody_learns_of_a_group_that_is_not_his_by_any_of_these_doors()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.Api("supermanager");
        var request = await Accepted(manager, "delivered_on is null and partner.title is not null");
        var files = $"/api/records/request/{request}/files";
        var work = (await Send(manager, $"{files}/work", "Тайна.png", Pictures.WithText(400, 300))).GetProperty("id").GetInt64();
        var source = (await Send(manager, $"{files}/source", "Вид.png", Pictures.WithText(400, 300))).GetProperty("id").GetInt64();
        using var partner = await Somebody(host, "partner", request);
        using var engineer = await Somebody(host, "engineer", request);

        foreach (var address in new[] { $"/api/files/{work}", $"/api/files/{work}/thumbnail", $"{files}/work.zip", $"{files}/package.zip" })
            (await partner.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        (await partner.GetAsync($"/api/files/{source}/thumbnail")).Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        (await engineer.GetAsync($"/api/files/{source}/thumbnail")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await engineer.GetAsync($"{files}/package.zip")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Archive(partner, $"{files}.zip")).Entries.ShouldAllBe(entry => entry.FullName.StartsWith("Исходные документы/"));
        (await Archive(engineer, $"{files}.zip")).Entries.ShouldNotContain(entry => entry.FullName.StartsWith("Пакет"));
        foreach (var (api, group) in new[] { (partner, "package"), (partner, "work"), (engineer, "package") })
            (await api.GetStringAsync($"/api/records/request/{request}/checklist")).ShouldNotContain($"\"{group}\"");
        (await Patch(partner, work, """{"kind":null}""")).ShouldBe(HttpStatusCode.NotFound);
        (await Patch(engineer, source, """{"kind":"photo"}""")).ShouldBe(HttpStatusCode.NotFound, "he reads the sources and no more");

        foreach (var login in new[] { "partner13", "engineer5" })
        {
            using var stranger = await host.Api(login);
            if ((await stranger.GetAsync($"/api/records/request/{request}")).IsSuccessStatusCode) continue;
            foreach (var address in new[] { $"/api/files/{source}", $"/api/files/{source}/thumbnail", $"{files}.zip", $"{files}/source.zip",
                $"/api/records/request/{request}/checklist" })
                (await stranger.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{login} {address}");
        }
    }

    [Theory]
    [InlineData("""{"kind":"nothing"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"kind":5}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"name":"x"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("[", HttpStatusCode.BadRequest)]
    public async Task A_wrong_kind_is_told_and_changes_nothing(string body, HttpStatusCode status)
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.Api("supermanager");
        var request = await Accepted(manager, "area > 0");
        var file = (await Send(manager, $"/api/records/request/{request}/files/package", "a.pdf", Pdf, ("kind", "bill"))).GetProperty("id");
        (await Patch(manager, file.GetInt64(), body)).ShouldBe(status);
        var kept = await manager.GetJson($"/api/records/request/{request}/files/package");
        kept.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetInt64() == file.GetInt64())
            .GetProperty("kind").GetString().ShouldBe("bill");
    }

    [Theory]
    [InlineData("kind", "nothing", "kind")]
    [InlineData("replaces", "999999999", "replaces")]
    [InlineData("replaces", "x", "replaces")]
    public async Task A_file_sent_to_a_wrong_place_is_refused_there_and_not_kept(string part, string value, string at)
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.Api("supermanager");
        var request = await Accepted(manager, "area > 0");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(value), part }, { new ByteArrayContent(Pdf), "file", "wrong.pdf" },
        };
        var answer = await manager.PostAsync($"/api/records/request/{request}/files/package", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        told.RootElement.GetProperty("errors").TryGetProperty(at, out _).ShouldBeTrue();
        (await manager.GetStringAsync($"/api/records/request/{request}/files/package")).ShouldNotContain("wrong.pdf");
    }

    /// <summary>The first person of a role who sees a request.</summary>
    private static async Task<HttpClient> Somebody(KabinetHost host, string role, long request)
    {
        foreach (var number in Enumerable.Range(1, 13))
        {
            var api = await host.Api(number == 1 ? role : $"{role}{number}");
            if ((await api.GetAsync($"/api/records/request/{request}")).IsSuccessStatusCode) return api;
            api.Dispose();
        }
        throw new InvalidOperationException($"No {role} sees the request {request}");
    }

    /// <summary>A request whose package is being put together.</summary>
    private static async Task<long> Accepted(HttpClient api, string where)
    {
        var condition = Uri.EscapeDataString($"status = 'ready' and ({where})");
        var list = await api.GetJson($"/api/records/request?where={condition}&fields=number&limit=1");
        if (list.GetProperty("items").GetArrayLength() > 0) return list.GetProperty("items")[0].GetProperty("id").GetInt64();
        var review = Uri.EscapeDataString($"status = 'review' and ({where})");
        var waiting = await api.GetJson($"/api/records/request?where={review}&fields=number&limit=1");
        var id = waiting.GetProperty("items")[0].GetProperty("id").GetInt64();
        (await api.PostAsync($"/api/records/request/{id}/accept", null)).IsSuccessStatusCode.ShouldBeTrue();
        return id;
    }

    private static async Task<JsonElement> Send(HttpClient api, string address, string name, byte[] bytes,
        params (string Part, string Value)[] place)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (part, value) in place) form.Add(new StringContent(value), part);
        form.Add(new ByteArrayContent(bytes), "file", name);
        var answer = await api.PostAsync(address, form);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<HttpStatusCode> Patch(HttpClient api, JsonElement file, string body) =>
        await Patch(api, file.GetProperty("id").GetInt64(), body);

    private static async Task<HttpStatusCode> Patch(HttpClient api, long file, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return (await api.PatchAsync($"/api/files/{file}", content)).StatusCode;
    }

    private static async Task<IReadOnlyList<string?>> Missing(HttpClient api, long request)
    {
        var checklist = await api.GetJson($"/api/records/request/{request}/checklist");
        return [.. checklist.GetProperty("items").EnumerateArray().Where(item => !item.GetProperty("present").GetBoolean())
            .Select(item => item.GetProperty("kind").GetString())];
    }

    private static async Task<ZipArchive> Archive(HttpClient api, string address)
    {
        var answer = await api.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        return new(await answer.Content.ReadAsStreamAsync(), ZipArchiveMode.Read);
    }
}
