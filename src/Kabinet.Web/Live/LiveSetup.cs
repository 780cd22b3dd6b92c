namespace Kabinet.Web.Live;

internal static class LiveSetup
{
    public static void AddLive(this IServiceCollection services, string? followed)
    {
        services.AddSingleton<LiveTabs>();
        services.AddHostedService<DefinitionsWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveTabs>());
        if (followed is not null) services.AddHostedService(provider =>
            ActivatorUtilities.CreateInstance<FolderFollowing>(provider, followed));
    }
}
