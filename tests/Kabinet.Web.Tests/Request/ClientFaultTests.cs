using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kabinet.Web.Request;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Request;

/// <summary>What a client sends wrongly is told as his fault, at every door, on both databases.</summary>
public sealed class ClientFaultTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    private const string Url = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("%00")]
    [InlineData("%ff")]
    [InlineData("%ed%a0%80")]
    [InlineData("%c3")]
    [InlineData("%zz")]
    [InlineData("%2")]
    [InlineData("%ef%bf%bd")]
    public async Task Text_that_cannot_be_kept_is_refused_in_the_query_the_form_and_the_path(string text)
    {
        foreach (var database in new[] { Databases.Sqlite, Databases.Postgres })
        {
            var host = await hosts.Of("replanning", database);
            using var manager = await host.SignIn("supermanager");
            foreach (var address in new[] { $"/requests?q={text}", $"/api/records/request?q={text}", $"/api/records/{text}",
                $"/edit/request/1/{text}", $"/frame/options/request/partner?q={text}", $"/export/{text}?at=/requests",
                $"/sign-in?return={text}" })
                (await Get(host, manager, address)).ShouldBe(400, address);
            var token = Uri.EscapeDataString(await manager.FormToken("/profile"));
            foreach (var address in new[] { "/profile", "/do/request", "/do/request/1", "/do/request/1/distribute", "/preferences/views",
                "/sign-in", "/preferences/theme" })
                (await Post(manager, address, $"__RequestVerificationToken={token}&name={text}", Url))
                    .ShouldBe(400, $"{database} {address}");
        }
    }

    [Theory]
    [InlineData("/export/{0}?at=/requests%3Fq%3D%2500")]
    [InlineData("/export/{0}?at=/requests%3Fq%3D%25ff")]
    [InlineData("/frame/filter/requests/{0}/partner?at=/requests%3Fpartner%3D%2500")]
    public async Task An_address_inside_an_address_is_looked_at_too(string pattern)
    {
        foreach (var database in new[] { Databases.Sqlite, Databases.Postgres })
        {
            var host = await hosts.Of("replanning", database);
            using var manager = await host.SignIn("supermanager");
            var block = host.Engine.Solution.Value.Pages.Values.First(page => page.Definition.Path == "/requests").AllBlocks.First().Key;
            var status = await Get(host, manager, string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, block));
            status.ShouldBeLessThan(500);
        }
    }

    [Theory]
    [InlineData("""{"title":"\ud800"}""", 422)]
    [InlineData("""{"title":"a\u0000b"}""", 422)]
    [InlineData("""{"\udc00":"a"}""", 400)]
    [InlineData("""{"title":"a","title":"b"}""", 400)]
    [InlineData("""{"lines":[{"\ud800":1}]}""", 400)]
    [InlineData("""{"title":"\ufffd"}""", 422)]
    [InlineData("""{"title":""", 400)]
    [InlineData("[1,2]", 400)]
    [InlineData("", 400)]
    public async Task JSON_that_says_nothing_storable_is_refused(string json, int status)
    {
        foreach (var database in new[] { Databases.Sqlite, Databases.Postgres })
        {
            var host = await hosts.Of("replanning", database);
            using var manager = await host.Api("supermanager");
            (await Post(manager, "/api/records/request", json, "application/json")).ShouldBe(status, $"{database} {json}");
        }
    }

    [Fact]
    public async Task JSON_in_other_bytes_too_deep_or_of_another_kind_is_refused()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var admin = await host.Api("admin");
        const string Address = "/api/records/request";
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 2000)) + "1" + new string('}', 2000);
        (await Post(admin, Address, deep, "application/json")).ShouldBe(400);
        (await Post(admin, Address, new string('[', 100_000), "application/json")).ShouldBe(400);
        (await Send(admin, Address, [.. "{\"title\":\""u8, 0xcf, 0xf0, .. "\"}"u8], "application/json")).ShouldBe(422);
        (await Send(admin, Address, [.. "{\"title\":\""u8, 0xcf, .. "\"}"u8], "application/json; charset=windows-1251")).ShouldBe(415);
        (await Post(admin, Address, "title=a", Url)).ShouldBe(415);
        (await Send(admin, Address, [0x1f, 0x8b, 1, 2, 3], "application/json", "gzip")).ShouldBe(415);
        using var roles = new HttpRequestMessage(HttpMethod.Put, "/api/people/1/roles")
            { Content = new StringContent("""["\ud800"]""", Encoding.UTF8, "application/json") };
        ((int)(await admin.SendAsync(roles)).StatusCode).ShouldBe(422);
    }

    [Fact]
    public async Task A_form_that_is_torn_coded_or_no_form_is_refused_and_nothing_is_done()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.SignIn("supermanager");
        manager.DefaultRequestHeaders.Add("RequestVerificationToken", await manager.FormToken("/profile"));
        foreach (var address in new[] { "/do/request", "/profile", "/files/request/1/source", "/preferences/views", "/sign-in" })
        {
            (await Send(manager, address, "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nhalf"u8.ToArray(),
                "multipart/form-data; boundary=b")).ShouldBe(400, $"torn {address}");
            (await Send(manager, address, "--other\r\n\r\n--other--"u8.ToArray(), "multipart/form-data; boundary=b")).ShouldBe(400,
                $"another boundary {address}");
            (await Send(manager, address, "x"u8.ToArray(), "multipart/form-data")).ShouldBe(400, $"no boundary {address}");
            (await Send(manager, address, [0x1f, 0x8b, 0xff], Url, "gzip")).ShouldBe(415, $"coded {address}");
            (await Send(manager, address, "name=a"u8.ToArray(), Url + "; charset=windows-1251")).ShouldBe(415, $"charset {address}");
            (await Send(manager, address, [.. "name="u8, 0xcf, 0xf0], Url)).ShouldBe(400, $"bytes {address}");
            (await Post(manager, address, "{}", "application/json")).ShouldBe(415, $"no form {address}");
        }
        (await Post(manager, "/profile", string.Join('&', Enumerable.Range(0, 5000).Select(key => $"k{key}=1")), Url)).ShouldBe(413);
        (await Post(manager, "/profile", "name=" + new string('a', 1_100_000), Url)).ShouldBe(413);
        (await manager.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("a\ufffdb.pdf")]
    [InlineData("a\0b.pdf")]
    public async Task The_name_of_a_file_is_a_text_like_any_other(string name)
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.SignIn("supermanager");
        manager.DefaultRequestHeaders.Add("RequestVerificationToken", await manager.FormToken("/profile"));
        var head = $"Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"";
        var body = Encoding.UTF8.GetBytes($"--b\r\n{head}\r\n\r\nx\r\n--b--\r\n");
        (await Send(manager, "/files/request/1/source", body, "multipart/form-data; boundary=b")).ShouldBe(400);
        using var program = await host.Api("supermanager");
        (await Send(program, "/api/records/request/1/files/source", body, "multipart/form-data; boundary=b")).ShouldBeOneOf(400, 422);
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\nhalf",
        "multipart/form-data; boundary=b", 400)]
    [InlineData("--b\r\nContent-Disposition: form-da", "multipart/form-data; boundary=b", 400)]
    [InlineData("--other--", "multipart/form-data; boundary=b", 400)]
    [InlineData("x", "multipart/form-data", 415)]
    [InlineData("x", "application/pdf", 415)]
    public async Task An_upload_of_a_program_that_breaks_off_leaves_no_file(string body, string type, int status)
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.Api("supermanager");
        var requests = await manager.GetJson("/api/records/request?limit=1&fields=id");
        var request = requests.GetProperty("items")[0].GetProperty("id").GetInt64();
        var files = $"/api/records/request/{request}/files/source";
        var before = (await manager.GetJson(files)).GetProperty("items").GetArrayLength();
        (await Send(manager, files, Encoding.UTF8.GetBytes(body), type)).ShouldBe(status);
        (await manager.GetJson(files)).GetProperty("items").GetArrayLength().ShouldBe(before);
    }

    [Theory]
    [InlineData("where=id%3D1&where=id%3D2", "where")]
    [InlineData("sort=id&SORT=-id", "sort")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("wher=id%3D1", "wher")]
    [InlineData("fields=id&filter=a", "filter")]
    public async Task A_parameter_given_twice_or_unknown_is_refused_by_name(string query, string named)
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.Api("supermanager");
        var (status, problem) = await manager.Send(HttpMethod.Get, $"/api/records/request?{query}");
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(named, StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task A_command_passes_over_no_parameter_and_a_single_record_only_what_can_mean_nothing()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.Api("supermanager");
        var request = (await manager.GetJson("/api/records/request?limit=1")).GetProperty("items")[0].GetProperty("id").GetInt64();
        (await manager.Send(HttpMethod.Delete, $"/api/records/request/{request}?version=1")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await manager.Send(HttpMethod.Patch, $"/api/records/request/{request}?_version=1", new { })).Status
            .ShouldBe(HttpStatusCode.BadRequest);
        (await manager.Send(HttpMethod.Get, $"/api/records/request/{request}?t=1")).Status.ShouldBe(HttpStatusCode.OK);
        (await manager.Send(HttpMethod.Get, $"/api/records/request/{request}?t=1&t=2")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/requests?q=Зайцев", "/requests?q=%D0%97%D0%B0%D0%B9%D1%86%D0%B5%D0%B2")]
    [InlineData("/requests?q=%D0%97", "/requests?q=%D0%97")]
    [InlineData("/план", "/%D0%BF%D0%BB%D0%B0%D0%BD")]
    [InlineData("//evil.example", "/")]
    [InlineData("/a\nSet-Cookie: x=1", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task Where_a_command_returns_to_is_an_address_of_ours_that_a_header_can_carry(string sent, string location)
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.SignIn("supermanager");
        using var answer = await manager.Post("/profile", "/preferences/theme", ("theme", "light"), ("return", sent));
        (answer.StatusCode, answer.Headers.GetValues("Location").Single()).ShouldBe((HttpStatusCode.SeeOther, location));
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\0")]
    [InlineData("\ufffd")]
    public void A_text_with_half_a_letter_is_no_text(string text) => SentText.IsSound(text).ShouldBeFalse();

    [Theory]
    [InlineData("Зайцев — «план» 😀\r\n\t", true)]
    [InlineData("a=%D0%97&b=+%F0%9F%98%80", true)]
    [InlineData("100%", false)]
    [InlineData("%F0%9F%98", false)]
    [InlineData("%C0%80", false)]
    public void What_is_percent_encoded_is_UTF8_or_nothing(string encoded, bool sound) => SentText.IsSoundEncoded(encoded).ShouldBe(sound);

    /// <summary>The address goes as it stands, without the client's own mending.</summary>
    private static async Task<int> Get(KabinetHost host, HttpClient browser, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get,
            new Uri(host.Address.ToString().TrimEnd('/') + address,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        return (int)(await browser.SendAsync(request)).StatusCode;
    }

    private static Task<int> Post(HttpClient client, string address, string body, string type) =>
        Send(client, address, Encoding.UTF8.GetBytes(body), type);

    private static async Task<int> Send(HttpClient client, string address, byte[] body, string type, string? coding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (coding is not null) content.Headers.ContentEncoding.Add(coding);
        // Else the refusal of a large body closes the connection while it is on its way.
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content, Headers = { ExpectContinue = true } };
        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
