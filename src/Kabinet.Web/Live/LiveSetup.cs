namespace Kabinet.Web.Live;

internal static class LiveSetup
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveTabs>();
        services.AddHostedService<DefinitionsWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveTabs>());
    }
}
