using System.Net;
using Kabinet.Web.Pipeline;
using Kabinet.Web.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kabinet.Web.Tests.People;

public class RouteTableTests
{
    private static readonly string[] Open =
        ["/sign-in", "/sign-in/code", "/sign-in/forgot", "/sign-in/forgot/sent", "/sign-in/new-password", "/sign-in/passkey", "/sign-out",
            "/preferences/theme", "/preferences/language", "/api/session", "/{**path}"];

    [Fact]
    public async Task Every_address_is_closed_to_guests_unless_it_is_on_the_list()
    {
        await using var host = await KabinetHost.Start();
        using var guest = host.Browser();
        foreach (var (method, pattern) in Routes(host).Where(route => !Open.Contains(route.Pattern)))
        {
            using var request = new HttpRequestMessage(new(method), Address(pattern));
            var answer = await guest.SendAsync(request);
            var refused = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.BadRequest
                or HttpStatusCode.UnsupportedMediaType
                || answer.StatusCode is HttpStatusCode.Redirect && answer.Headers.Location!.ToString()
                    .StartsWith("/sign-in", StringComparison.Ordinal);
            refused.ShouldBeTrue($"{method} {pattern} answered {(int)answer.StatusCode} to a guest");
        }
    }

    [Fact]
    public async Task Every_change_by_cookie_without_the_proof_of_origin_is_refused()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("keeper", "keeper");
        using var browser = await host.SignIn("keeper");
        foreach (var (method, pattern) in Routes(host).Where(route => route.Method != "GET"))
        {
            using var request = new HttpRequestMessage(new(method), Address(pattern)) { Content = new FormUrlEncodedContent([]) };
            var answer = await browser.SendAsync(request);
            // Whoever has an old page of the sign-in gets a fresh one.
            if (pattern.StartsWith("/sign-in", StringComparison.Ordinal) && answer.StatusCode == HttpStatusCode.SeeOther)
                answer.Headers.Location!.ToString().ShouldBe("/sign-in");
            else ((int)answer.StatusCode).ShouldBe(400, $"{method} {pattern}");
        }
        (await browser.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("client")]
    public async Task An_entity_that_somebody_has_no_business_with_is_as_unknown_as_one_that_is_not_there(string? role)
    {
        await using var host = await KabinetHost.Start("laundry");
        if (role is not null) await host.Admit(role, role);
        using var browser = role is null ? host.Browser() : await host.SignIn(role);
        var proof = role is null ? "/sign-in" : "/profile";
        foreach (var (method, pattern) in Routes(host).Where(route => route.Pattern.Contains("{entity}", StringComparison.Ordinal)))
        {
            var (there, gone) = (await Answer("tariff"), await Answer("tarifx"));
            there.ShouldBe(gone, $"{method} {pattern}");

            async Task<(HttpStatusCode, string)> Answer(string entity)
            {
                var address = Address(pattern.Replace("{entity}", entity, StringComparison.Ordinal));
                using var request = new HttpRequestMessage(new(method), address);
                request.Headers.Add("RequestVerificationToken", await browser.FormToken(proof));
                if (method != "GET") request.Content = new FormUrlEncodedContent([KeyValuePair.Create("branch", "1")]);
                var answer = await browser.SendAsync(request);
                var body = await answer.Content.ReadAsStringAsync();
                return (answer.StatusCode, NamesOf(entity, body) + answer.Headers.Location?.ToString().Replace(entity, "{entity}"));
            }
        }
    }

    // What differs from answer to answer: proofs of origin and ids of forms.
    private static string NamesOf(string entity, string body) => System.Text.RegularExpressions.Regex.Replace(
        body.Replace(entity, "{entity}", StringComparison.Ordinal), "value=\"[^\"]*\"", "",
        System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("/PROFILE")]
    [InlineData("/profile/")]
    [InlineData("/%70rofile")]
    [InlineData("/profile%2f")]
    [InlineData("/x/../profile")]
    [InlineData("/api/ME")]
    [InlineData("/api/me/")]
    public async Task No_spelling_of_an_address_walks_around_the_door(string address)
    {
        await using var host = await KabinetHost.Start();
        using var guest = host.Browser();
        ((int)(await guest.GetAsync(address)).StatusCode).ShouldBeOneOf(302, 401, 404);
    }

    private static IEnumerable<(string Method, string Pattern)> Routes(KabinetHost host) =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where !((Microsoft.AspNetCore.Http.Endpoint)endpoint).Opens(Opening.Nobody)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method is not "HEAD"
        select (method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'));

    private static string Address(string pattern) =>
        System.Text.RegularExpressions.Regex.Replace(pattern, "\\{[^}]*(?:id|user)[^}]*\\}", "1",
            System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) is var withId
            ? System.Text.RegularExpressions.Regex.Replace(withId, "\\{[^}]*\\}", "task", System.Text.RegularExpressions.RegexOptions.None,
                TimeSpan.FromSeconds(1)) : pattern;
}
