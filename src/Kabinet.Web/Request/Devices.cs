namespace Kabinet.Web.Request;

/// <summary>What a browser calls itself, in two words a person knows: «Chrome, Windows».</summary>
internal static class Devices
{
    // The order matters: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
    private static readonly (string Sign, string Name)[] Browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("YaBrowser/", "Yandex Browser"),
        ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Sign, string Name)[] Systems = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
        ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string NameOf(string agent) =>
        (Find(Browsers, agent), Find(Systems, agent)) switch
        {
            ({ } browser, { } system) => $"{browser}, {system}",
            ({ } browser, null) => browser,
            _ => agent.Length > 60 ? agent[..60] + "…" : agent,
        };

    private static string? Find((string Sign, string Name)[] known, string agent) =>
        known.FirstOrDefault(pair => agent.Contains(pair.Sign, StringComparison.Ordinal)).Name;
}
