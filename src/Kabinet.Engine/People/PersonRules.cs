using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.People;

/// <summary>
/// What holds for every change of a person, by whichever door it comes: a record's own commands, an effect, an import, the account
/// page, the profile.
/// Asked when the change is written and before it is journalled.
/// </summary>
internal static class PersonRules
{
    private const string Login = "login", Email = "email";
    private const string NamesLock = "kabinet names";

    /// <exception cref="RefusedException">The change is refused.</exception>
    public static async ValueTask Apply(CommandRun run, EventEntry entry)
    {
        if (entry.Part is not null) return;
        if (run.Actor.ImpersonatorId is not null && IsHisAlone(run, entry))
            throw new RefusedException(Outcome.Invalid.At("", new("people.not_while_impersonating")));
        if (entry.Entity.Key != CoreEntities.User) return;
        await RefuseTaken(run, entry);
        await EndSessions(run, entry);
    }

    /// <summary>
    /// Whether a name to sign in by is a login or an e-mail of somebody else, of those removed too; names that sign-in takes for one
    /// are one.
    /// </summary>
    public static async ValueTask<bool> IsTaken(CommandRun run, string name, long except = 0)
    {
        var others = PeopleStatements.NameTaken(run.Plans.Dialect, name, except);
        return await run.Transaction.Scalar(others, DataType.Whole, run.Cancellation) is not 0L;
    }

    /// <summary>
    /// Whoever acts in another's name leaves alone by what people sign in, whether they may, their roles, and the profile of that
    /// other.
    /// </summary>
    private static bool IsHisAlone(CommandRun run, EventEntry entry)
    {
        if (entry.Kind == EventKind.Created) return false;
        if (entry.Entity.Key == CoreEntities.Membership || entry.Kind == EventKind.Deleted || entry.Kind == EventKind.Restored) return true;
        return Changes(entry, Login, Email, CoreFields.Active)
            || entry.RecordId == run.Actor.UserId && entry.Changes.Any(change => !change.Field.IsOfSolution);
    }

    private static async ValueTask RefuseTaken(CommandRun run, EventEntry entry)
    {
        var names = entry.Changes.Where(change => change.Field.Key is Login or Email && change.After is string).ToArray();
        if (names.Length == 0) return;
        // Two who take one name at the same moment would each find it free: the second waits here for the first.
        if (run.Plans.Dialect.Lock(NamesLock) is { } one) await run.Transaction.Execute(one, run.Cancellation);
        var refusals = new Refusals();
        foreach (var (field, _, after) in names)
            if (await IsTaken(run, (string)after!, entry.RecordId)) refusals.Add(field.Key, new("people.taken", after!));
        refusals.ThrowIfAny();
    }

    /// <summary>
    /// Who is shut out is out at once; who is given another name to sign in by signs in again by it, unless he has chosen it himself.
    /// </summary>
    private static async ValueTask EndSessions(CommandRun run, EventEntry entry)
    {
        var isOut = entry.Kind == EventKind.Deleted
            || entry.Changes.Any(change => change is { Field.Key: CoreFields.Active, After: false });
        var isRenamed = entry.Kind != EventKind.Created && entry.RecordId != run.Actor.UserId && Changes(entry, Login, Email);
        if (isOut || isRenamed) await run.Transaction.Execute(new(PeopleStatements.EndSessionsOf, entry.RecordId, 0L), run.Cancellation);
    }

    private static bool Changes(EventEntry entry, params ReadOnlySpan<string> fields)
    {
        foreach (var change in entry.Changes)
            if (fields.Contains(change.Field.Key)) return true;
        return false;
    }
}
