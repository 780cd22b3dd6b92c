using System.Text.Json.Nodes;
using Kabinet.Engine;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Storage;

namespace Kabinet.Tests.Publishing;

/// <summary>
/// An installation over a folder of its own, gone when disposed: a shop with orders, a chief who manages people and a clerk.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    public static readonly Authorship Anna = new("anna", "for the test");
    private readonly FreshDatabase fresh;
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("kabinet-shop-");
    private KabinetEngine? engine;

    private Shop(FreshDatabase fresh) => this.fresh = fresh;

    public KabinetEngine Engine => engine!;
    public Solution Solution => Engine.Solution.Value;
    public Database Database => fresh.Database;
    public string Folder => Path.Combine(home.FullName, "solution");
    public Entity Order => Solution.Entities["order"];
    public EngineOptions Options => new()
    {
        SolutionFolder = Folder, Database = fresh.Connection, DataFolder = Path.Combine(home.FullName, "data"),
            Secrets = PlainSecrets.Instance,
    };

    public static async Task<Shop> Open(string kind, params (string File, string Old, string New)[] changes)
    {
        var shop = new Shop(await Databases.Fresh(kind));
        foreach (var (path, text) in Files) shop.Write(path, text);
        foreach (var (file, old, now) in changes) shop.Change(file, old, now);
        await shop.Reopen();
        return shop;
    }

    public async Task Reopen()
    {
        if (engine is not null) await engine.DisposeAsync();
        engine = null;
        engine = await KabinetEngine.Open(Options);
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Change(string path, string old, string now) => Change(Folder, path, old, now);

    /// <summary>Somebody else's copy of the folder, with a change of his.</summary>
    public string Copy(string name, string path, string old, string now)
    {
        var copy = Path.Combine(home.FullName, name);
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        Change(copy, path, old, now);
        return copy;
    }

    public ValueTask<int> Apply() => Engine.Apply(Folder, Anna);

    /// <summary>Publishes besides the folder, as a page or a program would.</summary>
    public async Task<int> PublishBesides(string path, string old, string now)
    {
        var files = (await Publications(publications => publications.All()))[^1].Files().ToDictionary();
        files[path].ShouldContain(old);
        files[path] = files[path].Replace(old, now, StringComparison.Ordinal);
        return await Engine.Publish(files, new("boris"), Solution.Revision);
    }

    public async Task<T> Publications<T>(Func<Publications, ValueTask<T>> work)
    {
        await using var publications = KabinetEngine.OpenPublications(Options);
        return await work(publications);
    }

    public Task<Preview> Preview() => Publications(publications => publications.PreviewApply(Folder));

    public async Task<Actor> Person(string login, params string[] roles)
    {
        var platform = Actor.Service(Engine.Solution.Value, Accounts.Worker);
        (await Engine.People.Accounts.AddDemo(platform, new(login, login, null, roles), default)).ShouldBeOfType<Outcome.Done>();
        return await SignIn(login);
    }

    public async Task<Actor> SignIn(string login)
    {
        var welcome = (await Engine.People.SignIn.Enter(login, Kabinet.Engine.People.People.DemoPassword,
            new(null, null))).ShouldBeOfType<SignInOutcome.Welcome>();
        return (await Engine.People.Recognise(Solution, welcome.Token))!.Actor;
    }

    public async Task<long> Make(Actor actor, string title, string? size = null)
    {
        var values = new Dictionary<string, object?> { ["title"] = title, ["size"] = size };
        var outcome = await Engine.Commands.Execute(actor, new Command.Create(Order, null, values, new Dictionary<string,
            IReadOnlyList<IReadOnlyDictionary<string, object?>>>()));
        return outcome.ShouldBeOfType<Outcome.Done>().Id;
    }

    public async Task Take(Actor actor, long id, string transition) =>
        (await Engine.Commands.Execute(actor, new Command.Transit(Order, null, id, transition, new Dictionary<string, object?>(),
            null))).ShouldBeOfType<Outcome.Done>();

    public async Task<string?> Text(string sql) =>
        (string?)await Database.Read(connection => connection.Scalar(new(sql), Kabinet.Engine.Expressions.DataType.Text));

    public async Task Run(string sql) => await Database.Write(transaction => transaction.Execute(new(sql)));

    /// <summary>The database as the version before revisions had reasons left it.</summary>
    public async Task MakeOlder()
    {
        var columns = new[] { "reason", "base", "source" };
        foreach (var column in columns) await Run($"alter table _revision drop column {column}");
        var schema = JsonNode.Parse((await Text("select schema from _revision"))!)!.AsArray();
        var kept = schema.Single(table => (string?)table!["Name"] == "_revision")!["Columns"]!.AsArray();
        foreach (var column in kept.Where(column => columns.Contains((string?)column!["Name"])).ToList()) kept.Remove(column);
        await Database.Write(transaction => transaction.Execute(new("update _revision set schema = @p0", schema.ToJsonString())));
        await Run("update _sequence set \"key\" = replace(\"key\", 'order ', 'order З-') || '-{seq:000}'");
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null) await engine.DisposeAsync();
        await fresh.DisposeAsync();
        home.Delete(recursive: true);
    }

    private static void Change(string folder, string path, string old, string now)
    {
        var file = Path.Combine(folder, path);
        File.ReadAllText(file).ShouldContain(old);
        File.WriteAllText(file, File.ReadAllText(file).Replace(old, now, StringComparison.Ordinal));
    }

    private static readonly (string Path, string Text)[] Files =
    [
        ("solution.yaml", "solution: shop\ntitle: Магазин\n"),
        ("roles/chief.yaml", "role: chief\ntitle: Начальник\nhome: orders\nabilities: [users]\n"),
        ("roles/clerk.yaml", "role: clerk\ntitle: Продавец\nhome: orders\n"),
        ("entities/order.yaml", """
            entity: order
            title: Заказ
            number: "З-{year}-{seq:000}"
            fields:
              title: { kind: text, required: true }
              size: { kind: choice, choices: { small: Малый, big: Большой } }
              note: { kind: text }
            lifecycle:
              states:
                new: { title: Новый }
                packed: { title: Собран }
                paused: { title: Отложен }
                done: { title: Выдан, final: true }
              transitions:
                pack: { title: Собрать, from: [new], to: packed, by: [clerk, chief] }
                pause: { title: Отложить, from: [new, packed], to: paused, by: [clerk, chief], audience: [clerk, chief] }
                resume: { title: Вернуть, from: [paused], to: previous, by: [clerk, chief] }
                hand: { title: Выдать, from: [packed], to: done, by: [clerk, chief] }
            files:
              scan: { title: Сканы, read: [clerk, chief], write: [clerk, chief] }
            access:
              clerk: { read: true, create: true, update: true }
              chief: { read: true, create: true, update: true, delete: true }

            """),
        ("pages/orders.yaml", """
            page: orders
            path: /orders
            title: Заказы
            roles: [clerk, chief]
            blocks:
              - block: grid
                entity: order
                columns: [number, title, size, note]
                filters: [status, size, note]
                quick:
                  all: { title: Все }
                  open: { title: Открытые, where: "status <> 'done'" }

            """),
    ];
}
