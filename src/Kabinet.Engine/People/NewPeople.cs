using Kabinet.Engine.Definitions;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Records;
using Kabinet.Engine.Records.Commands;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Makes people inside a command: the user's record and his memberships, journalled like any other, and a password told once.</summary>
internal sealed class NewPeople(TimeProvider clock, IPasswordHashing hashing)
{
    public async ValueTask<long> Make(CommandRun run, IReadOnlyDictionary<Field, object?> values, IEnumerable<string> roles)
    {
        var (user, membership) = (run.Solution.Entities[CoreEntities.User], run.Solution.Entities[CoreEntities.Membership]);
        var id = await run.Make(user, values);
        foreach (var role in roles) await run.Make(membership, new Dictionary<Field, object?> { [membership[CoreFields.User]] = id, [membership[CoreFields.Role]] = role });
        return id;
    }

    /// <summary>Takes away the memberships not named and makes those missing, each journalled.</summary>
    public async ValueTask<Outcome.Done> SetRoles(CommandRun run, long user, IReadOnlyCollection<string> roles)
    {
        var membership = run.Solution.Entities[CoreEntities.Membership];
        var present = await run.Transaction.Query(new(PeopleStatements.MembershipsOf, user), row => (Id: row.GetInt64(0), Role: row.GetString(1)), run.Cancellation);
        if (present.Count == 0) throw RefusedException.NotFound();
        foreach (var (id, _) in present.Where(given => !roles.Contains(given.Role)))
        {
            await run.Transaction.Execute(new(PeopleStatements.EndMembership, id, run.Bindings.Now), run.Cancellation);
            await run.Journal(new(membership, id, EventKind.Deleted, 0));
        }
        foreach (var role in roles.Except(present.Select(given => given.Role)))
            await run.Make(membership, new Dictionary<Field, object?> { [membership[CoreFields.User]] = user, [membership[CoreFields.Role]] = role });
        return new(user, 0, null);
    }

    public async ValueTask<bool> IsTaken(Transaction transaction, string login, string? email, CancellationToken cancellation) =>
        await transaction.Scalar(new(PeopleStatements.LoginTaken, login), DataType.Whole, cancellation) is not 0L
        || email is not null && await transaction.Scalar(new(PeopleStatements.EmailTaken, email), DataType.Whole, cancellation) is not 0L;

    public async ValueTask<OneTimePassword> GiveOneTime(Transaction transaction, long user, string login, CancellationToken cancellation)
    {
        var (password, now) = (PasswordPolicy.OneTime(), clock.GetUtcNow().UtcDateTime);
        await transaction.Execute(new(PeopleStatements.SetPassword, user, hashing.Hash(password), now + Passwords.OneTimeLife, now), cancellation);
        return new(user, login, password);
    }
}
