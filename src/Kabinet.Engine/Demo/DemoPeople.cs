using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Demo;

/// <summary>The people of the demo: let in when they are named, each with a session of his own while the demo is told.</summary>
internal sealed class DemoPeople(KabinetEngine engine)
{
    private readonly Dictionary<string, long> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SignedIn> signedIn = new(StringComparer.Ordinal);

    /// <summary>Lets somebody in.</summary>
    public async ValueTask<long> Add(string login, DemoPersonDefinition person, CancellationToken cancellation)
    {
        if (person.Roles.FirstOrDefault(role => !engine.Solution.Value.Roles.ContainsKey(role)) is { } unknown)
            throw new SolutionException([new(person.PlaceOf("roles"), new("problem.no.role", unknown), Spelling.Suggest(unknown, engine.Solution.Value.Roles.Keys))]);
        var id = await engine.People.Accounts.AddDemo(new(login, person.Name, person.Email ?? $"{login}@example.org", person.Roles), cancellation);
        ids.Add(login, id);
        return id;
    }

    /// <summary>On whose behalf a step is done.</summary>
    public async ValueTask<Actor> Actor(string login, Location at, CancellationToken cancellation)
    {
        if (login == Role.Guest) return Access.Actor.Guest(engine.Solution.Value);
        if (!ids.TryGetValue(login, out var id)) throw new SolutionException([new(at, new("problem.demo.no_login", login), Spelling.Suggest(login, ids.Keys))]);
        if (!signedIn.TryGetValue(login, out var person)) signedIn.Add(login, person = await Enter(id, cancellation));
        return person.Actor;
    }

    /// <summary>Everybody reads his notices.</summary>
    public async ValueTask ReadNotices(CancellationToken cancellation)
    {
        foreach (var (login, _) in ids) await engine.Bell.MarkRead(await Actor(login, default, cancellation), null, cancellation);
    }

    /// <summary>Ends the sessions.</summary>
    public async ValueTask Leave(CancellationToken cancellation)
    {
        foreach (var person in signedIn.Values) await engine.People.Sessions.SignOut(person, cancellation);
    }

    // Without the password: to check a slow hash for each of them would make the first start slow.
    private async ValueTask<SignedIn> Enter(long user, CancellationToken cancellation)
    {
        var token = SecretToken.New(SecretToken.SessionPrefix);
        Storage.Statement session = new(PeopleStatements.AddSession, SecretToken.Hash(token), user, engine.Clock.GetUtcNow().UtcDateTime, null, null, false, null, null);
        await engine.Database.Write(transaction => transaction.Execute(session, cancellation), cancellation);
        return (await engine.People.Recognise(engine.Solution.Value, token, cancellation))!;
    }
}
