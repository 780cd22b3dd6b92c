using System.Reflection;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Web.CommandLine;
using Kabinet.Web.Request;
using Kabinet.Web.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Kabinet.Web.Tests.Request;

public class AddressesTests
{
    private const string Text = "а/б c?d#e%2f.txt";

    // What nobody links to: programs write these addresses themselves, and machines ask for health.
    private static readonly string[] OnlyCalled = ["/api", "/health", "/{**path}"];

    [Fact]
    public async Task Every_address_written_into_a_page_is_answered_and_every_route_has_its_address()
    {
        await using var host = await KabinetHost.Start();
        var routes = RoutesOf(host);
        var written = Written(host.Engine.Solution.Value.Entities.Values.First());
        // Pages of the platform are definitions, as those of a solution.
        var pages = host.Engine.Solution.Value.Pages.Values.Select(page => page.Definition.Path).ToHashSet();
        foreach (var (name, address) in written.Where(each => !pages.Contains(each.Address)))
            routes.Any(route => Fits(route, address)).ShouldBeTrue($"nothing answers {name}: {address}");
        foreach (var route in routes.Where(route => !OnlyCalled.Any(route.RawText!.StartsWith)))
            written.Any(address => Fits(route, address.Address)).ShouldBeTrue($"no address leads to {route.RawText}");
    }

    [Fact]
    public async Task What_a_page_may_not_begin_with_is_what_the_product_answers()
    {
        await using var host = await KabinetHost.Start();
        var answered = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').Split('/')[0])
            .Where(word => word.Length > 0 && word.All(character => character is '-' || char.IsAsciiLetterOrDigit(character)));
        // The page of a search is promised to those who write solutions, and not there yet.
        Addresses.FirstWords.Order(StringComparer.Ordinal).ShouldBe(answered.Append("search").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_solution_has_a_page_where_the_product_answers()
    {
        foreach (var word in Addresses.FirstWords)
        {
            var files = new Dictionary<string, string>
            {
                ["solution.yaml"] = "solution: test\ntitle: Test\nlanguage: en\n",
                ["pages/mine.yaml"] = $"page: mine\npath: /{word}/mine\ntitle: T\nroles: [guest]\nblocks: []\n",
            };
            var refused = Should.Throw<SolutionException>(() =>
                SolutionLinker.Link(SolutionReader.Read(files, ProductKinds.All), 1, ProductKinds.All));
            refused.Problems.Select(problem => problem.ToString()).ShouldContain(
                $"pages/mine.yaml:2: '/{word}/mine' is an address of the product itself");
        }
    }

    [Fact]
    public void What_stands_in_an_address_is_escaped_once()
    {
        Addresses.File(7, "план 1/2?.pdf").ShouldBe("/files/7/%D0%BF%D0%BB%D0%B0%D0%BD%201%2F2%3F.pdf");
        Addresses.Notice(7, "/list?a=1&b=2").ShouldBe("/notices/7?to=%2Flist%3Fa%3D1%26b%3D2");
        Addresses.SignInThen("/x?y=1").ShouldBe("/sign-in?return=%2Fx%3Fy%3D1");
    }

    private static List<RoutePattern> RoutesOf(KabinetHost host) =>
        [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .Select(endpoint => endpoint.RoutePattern).DistinctBy(pattern => "/" + pattern.RawText!.TrimStart('/'))
            .Select(pattern => RoutePatternFactory.Parse("/" + pattern.RawText!.TrimStart('/')))];

    private static bool Fits(RoutePattern route, string address)
    {
        if (route.RawText == "/{**path}") return address == Addresses.Home;
        var values = new RouteValueDictionary();
        var path = new PathString("/" + string.Join('/', address.Split('?')[0].TrimStart('/').Split('/').Select(Shown)));
        return new TemplateMatcher(new RouteTemplate(route), []).TryMatch(path, values)
            && route.Parameters.All(parameter => !parameter.ParameterPolicies.Any(policy => policy.Content == "long")
                || long.TryParse(values[parameter.Name]?.ToString(), out _));
    }

    // As a server gives a path to routing: unescaped but for the slash.
    private static string Shown(string part) =>
        Uri.UnescapeDataString(part.Replace("%2F", "%252F", StringComparison.OrdinalIgnoreCase));

    private static List<(string Name, string Address)> Written(Entity entity)
    {
        var type = typeof(Addresses);
        var texts = type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral && field.Name
            is not nameof(Addresses.Api) and not nameof(Addresses.Commands))
            .Select(field => (field.Name, (string)field.GetRawConstantValue()!));
        var built = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(method => (method.Name,
                (string)method.Invoke(null, [.. method.GetParameters().Select(parameter => Value(parameter, entity))])!));
        return [.. texts, .. built];
    }

    private static object Value(ParameterInfo parameter, Entity entity) => parameter.ParameterType switch
    {
        var type when type == typeof(Entity) => entity,
        var type when type == typeof(long) || type == typeof(long?) => 7L,
        var type when type == typeof(int) => 7,
        _ => Text,
    };
}
