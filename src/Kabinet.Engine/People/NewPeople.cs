using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Creates people inside a command: user, memberships and one-time password, journalled like other records.</summary>
internal sealed class NewPeople(TimeProvider clock, IPasswordHashing hashing)
{
    public async ValueTask<long> Make(CommandRun run, IReadOnlyDictionary<Field, object?> values, IEnumerable<string> roles)
    {
        var (user, membership) = (run.Solution.Entities[CoreEntities.User], run.Solution.Entities[CoreEntities.Membership]);
        var id = await run.Make(user, values);
        foreach (var role in roles)
            await run.Make(membership,
            new Dictionary<Field, object?> { [membership[CoreFields.User]] = id, [membership[CoreFields.Role]] = role });
        return id;
    }

    /// <summary>Makes the roles of a person exactly these; journals each membership that is added or removed.</summary>
    public async ValueTask<Outcome.Done> SetRoles(CommandRun run, long user, IReadOnlyCollection<string> roles)
    {
        var (people, membership) = (run.Solution.Entities[CoreEntities.User], run.Solution.Entities[CoreEntities.Membership]);
        var question = run.Plan(people, "roles", () => new RowQuestion(run.Plans.Dialect, people, Expression.True, []));
        if (await run.Take(question, people, user) is null) throw RefusedException.NotFound();
        var present = await run.Transaction.Query(new(PeopleStatements.MembershipsOf, user), row =>
            (Id: row.GetInt64(0), Role: row.GetString(1)), run.Cancellation);
        // Additions come first, so an administrator who changes to another administrator role remains one throughout.
        foreach (var role in roles.Except(present.Select(given => given.Role)))
            await run.Make(membership,
                new Dictionary<Field, object?> { [membership[CoreFields.User]] = user, [membership[CoreFields.Role]] = role });
        foreach (var (id, role) in present.Where(given => !roles.Contains(given.Role))) await TakeAway(run, user, id, role);
        return new(user, 0, null);
    }

    private static async ValueTask TakeAway(CommandRun run, long user, long membership, string role)
    {
        var (people, memberships) = (run.Solution.Entities[CoreEntities.User], run.Solution.Entities[CoreEntities.Membership]);
        await run.Transaction.Execute(new(PeopleStatements.EndMembership, membership, run.Bindings.Now), run.Cancellation);
        run.Wrote(memberships, membership);
        await run.Journal(await run.Authorise(new(memberships, membership, EventKind.Deleted, 0)));
        var ofPerson = new EventEntry(people, user, EventKind.Deleted, 0) { Part = memberships.Key, PartId = membership, Subject = role };
        await run.Journal(await run.Authorise(ofPerson));
    }

    public async ValueTask<OneTimePassword> GiveOneTime(Transaction transaction, long user, string login, CancellationToken cancellation)
    {
        var (password, now) = (PasswordPolicy.OneTime(), clock.GetUtcNow().UtcDateTime);
        await transaction.Execute(new(PeopleStatements.SetPassword, user, hashing.Hash(password), now + Passwords.OneTimeLife, now),
            cancellation);
        return new(user, login, password);
    }
}
