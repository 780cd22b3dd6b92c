using System.Net;
using System.Text.Json;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Language;

/// <summary>The host of <c>Solutions/laundry</c>, with an owner, a dispatcher and a client, and two branches.</summary>
internal sealed class Laundry : IAsyncDisposable
{
    private Laundry(KabinetHost host, HttpClient owner, HttpClient dispatcher, HttpClient client) =>
        (Host, Owner, Dispatcher, Client) = (host, owner, dispatcher, client);

    public KabinetHost Host { get; }
    /// <summary>Programs of the people.</summary>
    public HttpClient Owner { get; }
    public HttpClient Dispatcher { get; }
    public HttpClient Client { get; }
    public long North { get; private set; }
    public long South { get; private set; }
    public long Driver { get; private set; }

    public static async Task<Laundry> Open(string database)
    {
        var host = await KabinetHost.Start("laundry", database);
        var driver = await host.Admit("driver", "dispatcher");
        foreach (var role in new[] { "owner", "dispatcher", "client" }) await host.Admit(role, role);
        var laundry = new Laundry(host, await host.Api("owner"), await host.Api("dispatcher"), await host.Api("client"))
            { Driver = driver };
        laundry.North = await laundry.Make(laundry.Owner, "branch", new { title = "Северный", code = "С" });
        laundry.South = await laundry.Make(laundry.Owner, "branch", new { title = "Южный", code = "Ю1" });
        return laundry;
    }

    public async Task<long> Make(HttpClient program, string entity, object values)
    {
        var (status, body) = await program.Send(HttpMethod.Post, $"/api/records/{entity}", values);
        status.ShouldBe(HttpStatusCode.Created, body.ToString());
        return body.GetProperty("id").GetInt64();
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> Refused(HttpClient program, string entity, object values)
    {
        var (status, body) = await program.Send(HttpMethod.Post, $"/api/records/{entity}", values);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity, body.ToString());
        return body.GetProperty("errors").EnumerateObject().ToDictionary(error => error.Name, error =>
            (IReadOnlyList<string>)[.. error.Value.EnumerateArray().Select(text => text.GetString()!)]);
    }

    public async Task<string> Value(string entity, long id, string field) =>
        (await Owner.GetJson($"/api/records/{entity}/{id}")).GetProperty(field).ToString();

    /// <summary>Publishes the definitions with a text of one file replaced.</summary>
    public Task Publish(string file, string old, string now) => Publish((file, old, now));

    /// <summary>Publishes the definitions with texts replaced.</summary>
    public Task Publish(params (string File, string Old, string Now)[] changes) => Publish(files =>
    {
        foreach (var (file, old, now) in changes)
        {
            files[file].ShouldContain(old);
            files[file] = files[file].Replace(old, now, StringComparison.Ordinal);
        }
    });

    /// <summary>Publishes the definitions with their files changed.</summary>
    public async Task Publish(Action<Dictionary<string, string>> change)
    {
        var files = (await Revisions.Last(Host.Engine.Database))!.Files().ToDictionary();
        change(files);
        await Host.Engine.Publish(files, new("anna"), Host.Engine.Solution.Value.Revision);
    }

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        Dispatcher.Dispose();
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
