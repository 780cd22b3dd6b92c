using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Demo;

/// <summary>People of the demo, added through the same accounts code as real people.</summary>
internal sealed class DemoPeople(KabinetEngine engine)
{
    private readonly Dictionary<string, long> ids = new(StringComparer.Ordinal);

    private Solution Solution => engine.Solution.Value;

    /// <summary>Adds a person.</summary>
    /// <param name="login">Login.</param>
    /// <param name="person">The person.</param>
    /// <param name="by">Actor who adds the person and sets other values; null for the platform, which sets none.</param>
    /// <param name="others">Values of the solution's fields.</param>
    /// <param name="cancellation">Cancels it.</param>
    public async ValueTask<Outcome> Add(
        string login, DemoPersonDefinition person, Actor? by, IReadOnlyDictionary<string, object?> others, CancellationToken cancellation)
    {
        var roles = Solution.Roles;
        if (person.Roles.FirstOrDefault(role => !roles.ContainsKey(role)) is { } unknown)
            throw new SolutionException(
                [new(person.PlaceOf("roles"), new("problem.no.role", unknown), Spelling.Suggest(unknown, roles.Keys))]);
        var added = new NewPerson(login, person.Name, person.Email ?? $"{login}@example.org", person.Roles) { Others = others };
        var outcome = await engine.People.Accounts.AddDemo(by ?? Access.Actor.Service(Solution, Accounts.Worker), added, cancellation);
        if (outcome is Outcome.Done done) ids.Add(login, done.Id);
        return outcome;
    }

    /// <summary>The actor of a step.</summary>
    public async ValueTask<Actor> Actor(string login, Location at, CancellationToken cancellation)
    {
        if (login == Role.Guest) return Access.Actor.Guest(Solution);
        if (!ids.TryGetValue(login, out var id))
            throw new SolutionException([new(at, new("problem.demo.no_login", login), Spelling.Suggest(login, ids.Keys))]);
        return await engine.People.ActorOf(Solution, id, cancellation)
            ?? throw new SolutionException([new(at, new("problem.demo.blocked", login))]);
    }

    /// <summary>Marks the notices of every person who may sign in as read.</summary>
    public async ValueTask ReadNotices(CancellationToken cancellation)
    {
        foreach (var id in ids.Values)
            if (await engine.People.ActorOf(Solution, id, cancellation) is { } actor) await engine.Bell.MarkRead(actor, null, cancellation);
    }
}
