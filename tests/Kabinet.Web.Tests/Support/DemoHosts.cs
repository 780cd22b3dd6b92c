namespace Kabinet.Web.Tests.Support;

/// <summary>Hosts with demo data, started when first asked for and shared by the tests of a class.</summary>
public sealed class DemoHosts : IAsyncLifetime
{
    private readonly Dictionary<(string Solution, string Database), KabinetHost> hosts = [];

    public async Task<KabinetHost> Of(string solution, string database) =>
        hosts.TryGetValue((solution, database), out var host) ? host
            : hosts[(solution, database)] = await KabinetHost.Start(solution, database, demo: true);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values) await host.DisposeAsync();
    }
}
