using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kabinet.Web.Pipeline;
using Kabinet.Web.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kabinet.Web.Tests.Request;

/// <summary>HTTP is spoken whole: methods, tags, ranges, caches, cookies and errors.</summary>
public sealed class DoorsTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    [Fact]
    public async Task Wherever_GET_answers_HEAD_answers_the_same_without_a_body()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var admin = await host.SignIn("admin");
        foreach (var pattern in Routes(host, "GET").Append("/requests").Append("/lib/app.css"))
        {
            var address = Address(pattern);
            if (address is "/live" or "/api/live") continue;
            var (get, head) = (await admin.GetAsync(address), await admin.SendAsync(new(HttpMethod.Head, address)));
            (head.StatusCode, head.Content.Headers.ContentType).ShouldBe((get.StatusCode, get.Content.Headers.ContentType), address);
            (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty(address);
        }
    }

    [Fact]
    public async Task A_look_at_the_headers_of_a_stream_ends_and_that_of_a_notice_reads_nothing()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        await host.Admit("second", "chief");
        using var chief = await host.Api("chief");
        using var second = await host.Api("second");
        (await chief.SendAsync(new(HttpMethod.Head, "/api/live"))).Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var deal = (await chief.Send(HttpMethod.Post, "/api/records/deal", new { title = "Дом", price = 1 })).Body.GetProperty("id");
        await chief.Send(HttpMethod.Post, $"/api/records/deal/{deal.GetInt64()}/raise");
        var notice = (await second.GetJson("/api/notices")).GetProperty("items")[0].GetProperty("id").GetInt64();
        (await second.SendAsync(new(HttpMethod.Head, $"/notices/{notice}?to=%2Fdeals"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await second.GetJson("/api/notices")).GetProperty("unread").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("PUT", "/api/me", "GET, HEAD")]
    [InlineData("GET", "/api/session", "DELETE, POST")]
    [InlineData("PUT", "/api/records/task/1", "DELETE, GET, HEAD, PATCH")]
    [InlineData("DELETE", "/profile", "GET, HEAD, POST")]
    [InlineData("GET", "/sign-out", "POST")]
    [InlineData("PUT", "/deals", "GET, HEAD")]
    [InlineData("POST", "/lib/app.css", "GET, HEAD")]
    public async Task A_method_that_an_address_does_not_take_is_refused_with_those_that_it_takes(
        string method, string address, string allow)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var chief = await host.SignIn("chief");
        using var answer = await chief.SendAsync(new(new(method), address));
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.Order(StringComparer.Ordinal).ShouldBe(allow.Split(", "));
        using var asked = await chief.SendAsync(new(HttpMethod.Options, address));
        asked.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        asked.Content.Headers.Allow.Except(["OPTIONS"]).Order(StringComparer.Ordinal).ShouldBe(allow.Split(", "));
        asked.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api")]
    [InlineData("/api/records/task/1/files/source/more")]
    [InlineData("/API/nothing/at/all")]
    public async Task An_unknown_address_of_the_API_is_a_problem_for_a_program_and_never_the_page_of_signing_in(string address)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        foreach (var client in new[] { host.Browser(), await host.Api("chief"), await host.SignIn("chief") })
            foreach (var method in new[] { "GET", "POST", "DELETE" })
            {
                using var answer = await client.SendAsync(new(new(method), address));
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{method} {address}");
                answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            }
    }

    [Fact]
    public async Task Every_refusal_of_the_API_is_a_problem_and_that_of_a_guest_tells_how_to_come_in()
    {
        await using var host = await KabinetHost.Start();
        using var guest = host.Browser();
        foreach (var method in new[] { "GET", "POST", "PATCH", "PUT", "DELETE" })
            foreach (var pattern in Routes(host, method).Where(pattern => pattern.StartsWith("/api", StringComparison.Ordinal)))
            {
                using var answer = await guest.SendAsync(new(new(method), Address(pattern)));
                answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", $"{method} {pattern}");
                if (answer.StatusCode == HttpStatusCode.Unauthorized)
                    answer.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer", $"{method} {pattern}");
            }
    }

    [Fact]
    public async Task Nothing_made_for_one_reader_is_kept_by_a_cache_and_fingerprinted_files_are_kept_for_ever()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var admin = await host.SignIn("admin");
        using var guest = host.Browser();
        foreach (var client in new[] { admin, guest })
            foreach (var pattern in Routes(host, "GET").Append("/requests").Append("/nowhere").Append("/api/nowhere"))
            {
                var address = Address(pattern);
                using var answer = await client.SendAsync(new(HttpMethod.Head, address));
                var kept = answer.Headers.CacheControl?.ToString();
                if (address is "/brand.css" or "/brand.svg") kept.ShouldBe("no-cache", address);
                else if (address.StartsWith("/health", StringComparison.Ordinal)) kept.ShouldBe("no-store", address);
                else kept.ShouldBe("no-store, private", address);
            }
        var page = await admin.GetStringAsync("/profile");
        var script = System.Text.RegularExpressions.Regex.Match(page, "/lib/js/app[^\"]+", System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)).Value;
        (await admin.GetAsync(script)).Headers.CacheControl!.ToString().ShouldContain("immutable");
        (await admin.GetAsync("/brand.css?v=1")).Headers.CacheControl!.ToString().ShouldContain("immutable");
    }

    [Fact]
    public async Task Over_https_no_cookie_travels_in_the_clear_or_is_read_by_a_script()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var browser = host.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var plain = new HttpClient(handler) { BaseAddress = host.Address };
        plain.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var page = await plain.GetAsync("/sign-in");
        var form = page.Headers.GetValues("Set-Cookie").Single();
        var token = System.Text.RegularExpressions.Regex.Match(await page.Content.ReadAsStringAsync(),
            "RequestVerificationToken\" value=\"(?<token>[^\"]+)", System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)).Groups["token"].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([new("login", "chief"), new("password", KabinetHost.Password),
                new("__RequestVerificationToken", token)]),
        };
        request.Headers.Add("Cookie", form.Split(';')[0]);
        var welcome = await plain.SendAsync(request);
        welcome.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var session = welcome.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("__Host-kabinet-session=",
            StringComparison.Ordinal));
        foreach (var cookie in new[] { form, session })
            foreach (var word in new[] { "secure", "httponly", "samesite=", "path=/" }) cookie.ToLowerInvariant().ShouldContain(word);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_has_a_tag_by_which_a_reader_saves_the_answer_and_a_writer_his_change(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        var id = (await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Смета" })).Body.GetProperty("id").GetInt64();
        var address = $"/api/records/task/{id}";
        var tag = (await chief.GetAsync(address)).Headers.ETag!;
        (await Ask(chief, HttpMethod.Get, address, request => request.Headers.IfNoneMatch.Add(tag))).StatusCode
            .ShouldBe(HttpStatusCode.NotModified);
        (await Change(chief, address, tag, new { price = 7 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        // Another field would merge; whoever names the state he means wants no merging.
        (await Change(chief, address, tag, new { title = "Другая" })).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Change(chief, address, new("\"nonsense\""), new { title = "Другая" })).StatusCode
            .ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Ask(chief, HttpMethod.Delete, address, request => request.Headers.IfMatch.Add(tag))).StatusCode
            .ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Ask(chief, HttpMethod.Get, address, request => request.Headers.IfNoneMatch.Add(tag))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await chief.GetJson(address)).GetProperty("title").GetString().ShouldBe("Смета");
        (await Change(chief, address, EntityTagHeaderValue.Any, new { title = "Новая" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var now = (await chief.GetAsync(address)).Headers.ETag!;
        (await Ask(chief, HttpMethod.Delete, address, request => request.Headers.IfMatch.Add(new(now.Tag, isWeak: true)))).StatusCode
            .ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_step_meant_for_another_state_of_the_record_is_not_taken(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        var made = await chief.Send(HttpMethod.Post, "/api/records/deal", new { title = "Дом", price = 1 });
        var id = made.Body.GetProperty("id").GetInt64();
        var tag = (await chief.GetAsync($"/api/records/deal/{id}")).Headers.ETag!;
        await chief.Send(HttpMethod.Patch, $"/api/records/deal/{id}", new { title = "Дом с садом" });
        (await Ask(chief, HttpMethod.Post, $"/api/records/deal/{id}/raise", request => request.Headers.IfMatch.Add(tag))).StatusCode
            .ShouldBe(HttpStatusCode.PreconditionFailed);
        var now = (await chief.GetAsync($"/api/records/deal/{id}")).Headers.ETag!;
        (await Ask(chief, HttpMethod.Post, $"/api/records/deal/{id}/raise", request => request.Headers.IfMatch.Add(now))).StatusCode
            .ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_description_and_lists_have_tags_too()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        foreach (var address in new[] { "/api/openapi.json", "/api/records/task", "/api/me" })
        {
            var tag = (await chief.GetAsync(address)).Headers.ETag.ShouldNotBeNull(address);
            var again = await Ask(chief, HttpMethod.Get, address, request => request.Headers.IfNoneMatch.Add(tag));
            (again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length).ShouldBe((HttpStatusCode.NotModified, 0), address);
        }
    }

    [Theory]
    [InlineData("/api/files/{0}")]
    [InlineData("/files/{0}/plan.txt")]
    public async Task A_file_is_fetched_in_parts_that_fit_together(string pattern)
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.Api("supermanager");
        var requests = await manager.GetJson("/api/records/request?limit=1&fields=id");
        var request = requests.GetProperty("items")[0].GetProperty("id").GetInt64();
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2000).Select(line => $"строка {line}\n")));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "plan.txt" } };
        var made = await manager.PostAsync($"/api/records/request/{request}/files/source", form);
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var id = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetInt64();
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, id);

        manager.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
        var whole = await manager.GetAsync(address);
        (whole.StatusCode, whole.Headers.AcceptRanges.Single()).ShouldBe((HttpStatusCode.OK, "bytes"));
        whole.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await whole.Content.ReadAsByteArrayAsync()).ShouldBe(bytes);
        var (first, rest) = (await Part(manager, address, 0, 99), await Part(manager, address, 100, null));
        (first.StatusCode, rest.StatusCode).ShouldBe((HttpStatusCode.PartialContent, HttpStatusCode.PartialContent));
        (await first.Content.ReadAsByteArrayAsync()).Concat(await rest.Content.ReadAsByteArrayAsync()).ShouldBe(bytes);
        (await Part(manager, address, bytes.Length + 1, null)).StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        (await Ask(manager, HttpMethod.Get, address, asked =>
        {
            asked.Headers.Range = new(0, 9);
            asked.Headers.IfRange = new(new EntityTagHeaderValue("\"other\""));
        })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Ask(manager, HttpMethod.Get, address, asked => asked.Headers.IfNoneMatch.Add(whole.Headers.ETag!))).StatusCode
            .ShouldBe(HttpStatusCode.NotModified);
        (await manager.SendAsync(new(HttpMethod.Head, address))).Content.Headers.ContentLength.ShouldBe(bytes.Length);
    }

    private static Task<HttpResponseMessage> Part(HttpClient client, string address, long from, long? to) =>
        Ask(client, HttpMethod.Get, address, request => request.Headers.Range = new(from, to));

    private static Task<HttpResponseMessage> Change(HttpClient client, string address, EntityTagHeaderValue tag, object body) =>
        Ask(client, HttpMethod.Patch, address, request =>
        {
            request.Headers.IfMatch.Add(tag);
            request.Content = System.Net.Http.Json.JsonContent.Create(body);
        });

    private static async Task<HttpResponseMessage> Ask(
        HttpClient client, HttpMethod method, string address, Action<HttpRequestMessage> with)
    {
        using var request = new HttpRequestMessage(method, address);
        with(request);
        return await client.SendAsync(request);
    }

    private static IEnumerable<string> Routes(KabinetHost host, string method) =>
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null
                && endpoint.Metadata.GetMetadata<FallbackMark>() is null
                && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) == true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'));

    private static string Address(string pattern)
    {
        var withIds = System.Text.RegularExpressions.Regex.Replace(pattern, "\\{[^}]*(?:id|user)[^}]*\\}", "1",
            System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        return System.Text.RegularExpressions.Regex.Replace(withIds, "\\{[^}]*\\}", "request",
            System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
