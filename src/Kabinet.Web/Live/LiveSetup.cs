namespace Kabinet.Web.Live;

internal static class LiveSetup
{
    public static void AddLive(this IServiceCollection services) { }
}
