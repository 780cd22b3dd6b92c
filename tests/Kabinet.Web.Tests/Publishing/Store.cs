using System.Text.RegularExpressions;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Publishing;

/// <summary>The host of <c>Solutions/store</c>, with a chief and a seller who have its pages open while it changes.</summary>
internal sealed class Store : IAsyncDisposable
{
    public const string Order = "entities/order.yaml", Line = "entities/line.yaml", Orders = "pages/orders.yaml",
        OrderPage = "pages/order.yaml", New = "pages/order_new.yaml";

    private Store(KabinetHost host, HttpClient seller, HttpClient chief, HttpClient api) =>
        (Host, Seller, Chief, Api) = (host, seller, chief, api);

    public KabinetHost Host { get; }
    public HttpClient Seller { get; }
    public HttpClient Chief { get; }
    public HttpClient Api { get; }
    public int Revision => Host.Engine.Solution.Value.Revision;

    public static async Task<Store> Open(string database)
    {
        var host = await KabinetHost.Start("store", database);
        await host.Admit("chief", "chief");
        await host.Admit("seller", "seller");
        return new(host, await host.SignIn("seller"), await host.SignIn("chief"), await host.Api("chief"));
    }

    /// <summary>Publishes the definitions with texts replaced; <c>a → b</c> moves a file.</summary>
    public async Task<int> Publish(params (string File, string Old, string New)[] changes)
    {
        var files = (await Revisions.Last(Host.Engine.Database))!.Files().ToDictionary();
        foreach (var (file, old, now) in changes)
        {
            files[file].ShouldContain(old);
            files[file] = files[file].Replace(old, now, StringComparison.Ordinal);
        }
        return await Host.Engine.Publish(Moved(files), new("anna"), Revision);
    }

    public async Task<long> Make(string entity, object values) =>
        (await Api.Send(HttpMethod.Post, $"/api/records/{entity}", values)).Body.GetProperty("id").GetInt64();

    public async Task<string?> Value(string entity, long id, string field) =>
        (await Api.GetJson($"/api/records/{entity}/{id}")).GetProperty(field).ToString();

    /// <summary>Sends a form that was drawn under a revision.</summary>
    public Task<HttpResponseMessage> Send(string action, int revision, params (string Name, string Value)[] values) =>
        Seller.Post("/profile", action, [.. values, ("_revision", $"{revision}")]);

    /// <summary>The inputs of a form as a browser would send them.</summary>
    public static Dictionary<string, string> InputsOf(string html)
    {
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        var form = document.QuerySelectorAll("form[method=post]")
            .First(form => Inputs(form, "").Any(input => input.Closest(".field") is not null));
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in Inputs(form, "input, textarea"))
            if (input.GetAttribute("type") is not ("checkbox" or "radio" or "file") || input.HasAttribute("checked"))
                inputs[input.GetAttribute("name")!] = input.GetAttribute("value") ?? input.TextContent;
        foreach (var select in Inputs(form, "select"))
            inputs[select.GetAttribute("name")!] = (select.QuerySelector("option[selected]") ?? select.QuerySelector("option"))
                ?.GetAttribute("value") ?? "";
        return inputs;

        // An input of a row stands outside its form and names it.
        IEnumerable<AngleSharp.Dom.IElement> Inputs(AngleSharp.Dom.IElement of, string kinds) =>
            document.QuerySelectorAll(kinds.Length == 0 ? "input, select, textarea" : kinds).Where(input => input.HasAttribute("name")
                && (input.GetAttribute("form") is { } id ? id == of.Id : input.Closest("form") == of));
    }

    public async ValueTask DisposeAsync()
    {
        Seller.Dispose();
        Chief.Dispose();
        Api.Dispose();
        await Host.DisposeAsync();
    }

    // A file is named by its key.
    private static Dictionary<string, string> Moved(Dictionary<string, string> files) => files.ToDictionary(
        file => Regex.Match(file.Value, @"^(entity|page): (?<key>\w+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is
        { Success: true } match ? $"{file.Key.Split('/')[0]}/{match.Groups["key"].Value}.yaml" : file.Key,
        file => file.Value, StringComparer.Ordinal);
}
