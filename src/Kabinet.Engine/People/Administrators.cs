using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.People;

/// <summary>Keeps people from removing their own ability to manage people, and keeps at least one person who has it.</summary>
internal static class Administrators
{
    private const string LockName = "kabinet administrators";

    /// <summary>Refuses an event that removes the last administrator; runs after the write and before the commit.</summary>
    /// <exception cref="RefusedException">The actor removes their own ability, or no administrator would remain.</exception>
    public static async ValueTask Judge(CommandRun run, EventEntry entry)
    {
        if (!TakesAway(entry)) return;
        var (person, roles) = await Of(run, entry);
        if (person == run.Actor.UserId || person == run.Actor.ImpersonatorId)
            throw new RefusedException(Outcome.Invalid.At("", new("people.not_yourself")));
        var managing = Privileges.RolesWith(run.Solution, Ability.Users);
        if (!managing.Overlaps(roles)) return;
        // Two administrators who remove each other at the same moment would both still see one left, so the checks take a lock.
        if (run.Plans.Dialect.Lock(LockName) is { } one) await run.Transaction.Execute(one, run.Cancellation);
        if (await run.Transaction.Scalar(PeopleStatements.AnyActiveWith(managing), DataType.Whole, run.Cancellation) is 0L)
            throw new RefusedException(Outcome.Invalid.At("", new("people.last_administrator")));
    }

    private static bool TakesAway(EventEntry entry)
    {
        var (isDeleted, isUpdated) = (entry.Kind == EventKind.Deleted, entry.Kind == EventKind.Updated);
        if (entry.Entity.Key == CoreEntities.Membership) return isDeleted || isUpdated;
        if (entry.Entity.Key != CoreEntities.User || entry.Part is not null) return false;
        return isDeleted || isUpdated && entry.Changes.Any(change => change.Field.Key == CoreFields.Active && change.After is false);
    }

    private static async ValueTask<(long Person, IReadOnlyList<string> Roles)> Of(CommandRun run, EventEntry entry)
    {
        if (entry.Entity.Key == CoreEntities.User)
            return (entry.RecordId,
                await run.Transaction.Query(new(PeopleStatements.RolesOfUser, entry.RecordId), row => row.GetString(0), run.Cancellation));
        var membership = await run.Transaction.Query(new(PeopleStatements.FindMembership, entry.RecordId), row =>
            (Person: row.GetInt64(0), Role: row.GetString(1)), run.Cancellation);
        return (membership[0].Person, [membership[0].Role]);
    }
}
