using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>
/// Rules for every change of a person, whatever its source: record commands, effects, import, the account page, the profile.
/// Checked after the write and before the event is journalled.
/// </summary>
internal static class PersonRules
{
    internal const string Login = "login", Email = "email";
    private const string NamesLock = "kabinet names";

    /// <exception cref="RefusedException">The change is refused.</exception>
    public static async ValueTask Apply(CommandRun run, EventEntry entry)
    {
        if (entry.Part is not null) return;
        if (run.Actor.ImpersonatorId is not null && IsHisAlone(entry))
            throw new RefusedException(Outcome.Invalid.At("", new("people.not_while_impersonating")));
        if (entry.Entity.Key != CoreEntities.User) return;
        await RefuseNames(run, entry);
        await EndSessions(run, entry);
    }

    /// <summary>
    /// Whether a name is the login or e-mail of another user, including deleted ones. Names that people or sign-in take for equal are
    /// equal here, so the logins and e-mails of all people are one set.
    /// </summary>
    public static async ValueTask<bool> IsTaken(CommandRun run, string name, long except = 0)
    {
        var others = PeopleStatements.NameTaken(run.Plans.Dialect, name, except);
        return await run.Transaction.Scalar(others, DataType.Whole, run.Cancellation) is not 0L;
    }

    /// <summary>
    /// Whether an impersonator may not make this change. While impersonating, nobody is made, removed or given another role, and of no
    /// person anything changes that the platform keeps: name, login, e-mail, telephone, language, theme, the active flag.
    /// </summary>
    private static bool IsHisAlone(EventEntry entry) =>
        entry.Kind == EventKind.Created || entry.Kind == EventKind.Deleted || entry.Kind == EventKind.Restored
            || entry.Entity.Key == CoreEntities.Membership || entry.Changes.Any(change => !change.Field.IsOfSolution);

    private static async ValueTask RefuseNames(CommandRun run, EventEntry entry)
    {
        var names = entry.Changes.Where(change => change.Field.Key is Login or Email && change.After is string).ToArray();
        if (names.Length == 0) return;
        // Two people who take one name at the same moment would both find it free, so the checks take a lock.
        if (run.Plans.Dialect.Lock(NamesLock) is { } one) await run.Transaction.Execute(one, run.Cancellation);
        var refusals = new Refusals();
        foreach (var (field, _, after) in names)
            if (field.Key == Login && ((string)after!).Any(character => VisibleText.IsBlank(character)))
                refusals.Add(field.Key, new("people.login_blank"));
            else if (IsDisguised((string)after!)) refusals.Add(field.Key, new("people.mixed_scripts", after!));
            else if (await IsTaken(run, (string)after!, entry.RecordId)) refusals.Add(field.Key, new("people.taken", after!));
        refusals.ThrowIfAny();
    }

    /// <summary>
    /// Whether letters of two scripts stand together in a login, or in a part of an address: one of them may pass for the other.
    /// </summary>
    private static bool IsDisguised(string name)
    {
        var at = name.LastIndexOf('@');
        string[] parts = at < 0 ? [name] : [name[..at], .. name[(at + 1)..].Split('.')];
        return parts.Any(Scripts.AreMixed);
    }

    /// <summary>
    /// Ends all sessions of a person who is deleted or blocked, or whose login or e-mail was changed by another person; his API tokens end
    /// as well.
    /// </summary>
    private static async ValueTask EndSessions(CommandRun run, EventEntry entry)
    {
        var isOut = entry.Kind == EventKind.Deleted
            || entry.Changes.Any(change => change is { Field.Key: CoreFields.Active, After: false });
        var isRenamed = entry.Kind != EventKind.Created && entry.RecordId != run.Actor.UserId && Changes(entry, Login, Email);
        if (!isOut && !isRenamed) return;
        await Sessions.EndOf(run.Transaction, entry.RecordId, 0, run.Cancellation);
        await run.Transaction.Execute(new(PeopleStatements.RemoveTokensOf, entry.RecordId), run.Cancellation);
    }

    private static bool Changes(EventEntry entry, params ReadOnlySpan<string> fields)
    {
        foreach (var change in entry.Changes)
            if (fields.Contains(change.Field.Key)) return true;
        return false;
    }
}
