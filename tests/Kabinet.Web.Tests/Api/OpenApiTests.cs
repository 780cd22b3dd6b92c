using Kabinet.Web.Tests.Support;

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
}
