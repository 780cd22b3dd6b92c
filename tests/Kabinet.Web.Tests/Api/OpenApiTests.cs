using System.Text.Json;
using Kabinet.Web.Pipeline;
using Kabinet.Web.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kabinet.Web.Tests.Api;

public class OpenApiTests
{
    [Fact]
    public async Task It_describes_what_exists_for_its_reader_and_nothing_else()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        await host.Admit("chief", "chief");
        using var olga = await host.Api("olga");
        using var chief = await host.Api("chief");
        var hers = (await olga.GetJson("/api/openapi.json")).GetProperty("components").GetProperty("schemas").GetProperty("task")
            .GetProperty("properties");
        var his = (await chief.GetJson("/api/openapi.json")).GetProperty("components").GetProperty("schemas").GetProperty("task")
            .GetProperty("properties");
        hers.TryGetProperty("price", out _).ShouldBeTrue();
        hers.TryGetProperty("secret", out _).ShouldBeFalse();
        his.TryGetProperty("secret", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("replanning", "admin")]
    [InlineData("company", "chief")]
    public async Task Every_reference_leads_somewhere_every_name_is_unique_and_every_part_is_used(string solution, string role)
    {
        await using var host = await KabinetHost.Start(solution);
        await host.Admit("reader", role);
        using var reader = await host.Api("reader");
        var document = await reader.GetJson("/api/openapi.json");
        var operations = Operations(document).ToList();
        operations.Select(known => known.Operation.GetProperty("operationId").GetString()).ShouldBeUnique();
        var tags = document.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()).ToList();
        tags.ShouldBeUnique();
        foreach (var (path, _, operation) in operations)
        {
            operation.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBeSubsetOf(tags);
            var responses = operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).ToList();
            responses.ShouldContain(status => status[0] == '2');
            responses.ShouldContain(status => status[0] == '4');
            foreach (var word in new[] { "summary", "description" }) operation.GetProperty(word).GetString().ShouldNotBeNullOrEmpty(path);
            Parameters(operation, "path").Order(StringComparer.Ordinal).ShouldBe(path.Split('{').Skip(1)
                .Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]).Order(StringComparer.Ordinal), path);
        }
        var components = document.GetProperty("components");
        var named = new[] { "schemas", "responses" }.SelectMany(kind => components.GetProperty(kind).EnumerateObject()
            .Select(part => $"#/components/{kind}/{part.Name}")).ToList();
        References(document).Distinct().ShouldBeSubsetOf(named);
        named.Except(References(document)).ShouldBeEmpty("parts that nothing refers to");
    }

    [Fact]
    public async Task It_names_every_address_of_the_API_with_the_parameters_that_the_address_takes()
    {
        await using var host = await KabinetHost.Start("replanning");
        await host.Admit("reader", "admin", "supermanager");
        using var reader = await host.Api("reader");
        var described = Operations(await reader.GetJson("/api/openapi.json")).ToList();
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (!route.StartsWith("/api", StringComparison.Ordinal) || endpoint.Metadata.GetMetadata<FallbackMark>() is not null) continue;
            var path = route.Replace("{entity}", "request", StringComparison.Ordinal).Replace(":long", "", StringComparison.Ordinal)
                .Replace("{transition}", "distribute", StringComparison.Ordinal).TrimEnd('/');
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Except(["HEAD"]))
            {
                var found = described.Where(known => known.Path == path && known.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
                    .ShouldHaveSingleItem($"{method} {path}");
                Parameters(found.Operation, "query").ShouldBe(endpoint.Metadata.GetMetadata<QueryMark>()?.Names ?? [], $"{method} {path}");
                foreach (var part in endpoint.RoutePattern.Parameters)
                    if (path.Contains($"{{{part.Name}}}", StringComparison.Ordinal))
                        TypeOf(found.Operation, part.Name).ShouldBe(
                            part.ParameterPolicies.Any(policy => policy.Content == "long") ? "integer" : "string", $"{path} {part.Name}");
            }
        }
    }

    private static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (path.Name, operation.Name, operation.Value);

    private static IEnumerable<string> Parameters(JsonElement operation, string place) =>
        operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(known => known.GetProperty("in").GetString() == place)
                .Select(known => known.GetProperty("name").GetString()!) : [];

    private static string? TypeOf(JsonElement operation, string parameter) => operation.GetProperty("parameters").EnumerateArray()
        .First(known => known.GetProperty("name").GetString() == parameter).GetProperty("schema").GetProperty("type").GetString();

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == "$ref"
            ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
