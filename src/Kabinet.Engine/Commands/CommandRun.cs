using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Words;
using Kabinet.Engine.Storage.Writing;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Commands;

/// <summary>
/// One running command and its transaction: reads and writes records, journals, and collects the changes to publish after the commit.
/// </summary>
internal sealed class CommandRun(Transaction transaction, CommandPlans plans, ActorBindings bindings, CancellationToken cancellation)
{
    private readonly List<Change> told = [];
    private readonly WrittenRows written = new();
    private readonly List<RecordRow> taking = [];
    private readonly HashSet<string> sought = new(StringComparer.Ordinal);

    public Transaction Transaction => transaction;
    public CommandPlans Plans => plans;
    /// <summary>The actor and the moment.</summary>
    public ActorBindings Bindings => bindings;
    /// <summary>Steps implemented by other modules.</summary>
    public required CommandSteps Steps { get; init; }
    /// <summary>Random key of the step for several records that the command belongs to; null for one record.</summary>
    public Guid? Batch { get; set; }
    public Actor Actor => Bindings.Actor;
    public Solution Solution => Actor.Solution;
    public CancellationToken Cancellation => cancellation;
    /// <summary>Tables of the entities that the command looked in for a record before it created one.</summary>
    public IReadOnlySet<string> Sought => sought;
    /// <summary>Number of transitions of other records that effects have taken.</summary>
    public int TakenOthers { get; set; }
    /// <summary>Changes to publish after the commit.</summary>
    public IReadOnlyList<Change> Told => told;

    /// <summary>How the actor's inputs are read; the present value is what the form showed.</summary>
    public Typing Typing(object? present) => new(Languages.Of(Actor.Language), present);

    public void Tell(Change change)
    {
        if (!told.Contains(change)) told.Add(change);
    }

    /// <summary>A cached plan for the actor's roles, or without access rules where <paramref name="judged"/> is false.</summary>
    public T Plan<T>(object subject, string purpose, Func<T> compile, bool judged = false) where T : class =>
        plans.Get(Solution, new(judged ? Actor.RoleKey : "", subject, purpose), compile);

    /// <summary>Queries a record.</summary>
    public ValueTask<RowAnswer?> Ask(RowQuestion question, long id) => question.Ask(transaction, Bindings, id, cancellation);

    /// <summary>The record as its running transition has it; null where no transition of it is running.</summary>
    public RecordRow? Taking(Entity entity, long id) => taking.Find(row => row.Entity == entity && row.Id == id);

    /// <summary>Begins a transition of a record. Until it ends, effects of others change the same row.</summary>
    public void Begin(RecordRow row) => taking.Add(row);

    /// <summary>Ends a transition of a record.</summary>
    public void End(RecordRow row) => taking.Remove(row);

    /// <summary>Says that a record of the entity is looked for before it is created.</summary>
    public void Seeks(Entity entity) => sought.Add(entity.Key);

    /// <summary>Locks a record that this command is going to change and what the rules over it rest on, then queries it.</summary>
    public async ValueTask<RowAnswer?> Take(RowQuestion question, Entity entity, long id, JudgedRules? rules = null,
        Transition? transition = null)
    {
        // The lock is a separate statement before the query, so that the query sees the state left by the previous command.
        await Lock(entity, id);
        if (transition is not null) await this.HoldChanged(entity, id, transition);
        // The owners that its collections stand for keep their order among the rows that commands lock: after the record itself.
        await this.HoldOwners(entity, id);
        if (rules is not null) await this.HoldUnder(entity, id, rules);
        return await Ask(question, id);
    }

    /// <summary>Locks a record until the end of the transaction.</summary>
    public async ValueTask Lock(Entity entity, long id)
    {
        if (plans.Dialect.LocksRows)
            await transaction.Defer(
                Plan(entity, "lock", () => RowStatements.Lock(entity)).Bind(Bindings.With(id)), changed: null, cancellation);
    }

    /// <summary>Writes unsaved fields. The first write of a command increments the version.</summary>
    public async ValueTask Save(RecordRow row)
    {
        if (!row.HasUnsaved) return;
        row.Set(row.Entity[SystemFields.UpdatedAt], Bindings.Now);
        var fields = row.Unsaved;
        this.JudgeSizes(row, fields);
        var statement = Plan(row.Entity, $"update {string.Join(',', fields.Select(field => field.Key))}", () =>
            RowStatements.Update(row.Entity, fields));
        var next = row.IsCounted ? row.Version : row.Version + 1;
        var (read, values) = (row.Version, fields.Select(field => row[field]));
        await transaction.Defer(statement.Bind(Bindings.With([row.Id, (long)read, (long)next, .. values, row.PreviousStatus])), changed =>
        {
            // The row is held since it was read; that it is gone now would be an error of ours, and a conflict is the safe name for it.
            if (changed == 0)
                throw new RefusedException(Outcome.Conflict.Whole(read));
        }, cancellation);
        // A changed reference has a new owner. The old one is kept since the record was taken.
        if (fields.Any(field => field.To is not null)) await this.HoldOwners(row.Entity, row.Id);
        if (fields.Any(WordTable.Of(row.Entity).RestsOn)) await this.KeepWords(row);
        Wrote(row.Entity, row.Id);
        (row.Version, row.IsCounted) = (next, true);
        row.Saved();
    }

    /// <summary>Records that a statement wrote a row; the command cannot complete without an event for it.</summary>
    public void Wrote(Entity entity, long id) => written.Add(entity, id);

    /// <summary>Checks the actor's authority for an event whose rows are already written.</summary>
    /// <exception cref="RefusedException">The actor has no authority for the event.</exception>
    public ValueTask<AuthorisedEvent> Authorise(EventEntry entry) => AuthorisedEvent.Of(this, Steps.Authority, entry);

    /// <summary>Writes an event to the journal and publishes it after the commit.</summary>
    /// <returns>Id of the event.</returns>
    public async ValueTask<long> Journal(AuthorisedEvent authorised)
    {
        var entry = authorised.Entry;
        written.Journalled(entry);
        Tell(new(entry.Entity.Key, entry.RecordId));
        return (long)(await transaction.Scalar(JournalStatements.Insert(Bindings, entry), new(ValueKind.Reference), cancellation))!;
    }

    /// <summary>Sends the notices of a journalled event of a record.</summary>
    public ValueTask Notify(IReadOnlyList<Notice> notices, long record, long eventId) =>
        notices.Count == 0 ? default : Steps.Notification.Send(this, notices, record, eventId);

    /// <summary>Completes the command; every written row must have its event.</summary>
    /// <exception cref="InvalidOperationException">A written row has no event.</exception>
    public void Complete() => written.RequireNone();

    /// <summary>Writes an event of a part to the journal of its owner; does nothing where the record is not a part.</summary>
    public ValueTask JournalOnOwner(RecordRow part, EventKind kind) =>
        CopyToOwner(part, new(part.Entity, part.Id, kind, Version: 0) { Changes = kind == EventKind.Updated ? part.Changes() : [] });

    /// <summary>Writes an event of a part to the journal of its owner with everything that it tells.</summary>
    public async ValueTask CopyToOwner(RecordRow part, EventEntry told)
    {
        foreach (var (owner, id) in this.OwnersOf(part))
            await Journal(await Authorise(told with
            {
                Entity = owner,
                RecordId = id,
                Version = 0,
                Part = part.Entity.Key,
                PartId = part.Id,
                Subject = Label(part),
            }));
    }

    private string? Label(RecordRow part)
    {
        var label = part.Entity.Label;
        var culture = Languages.Of(Solution.Settings.Language).Culture;
        var text = label is { IsStored: true, To: null } ? label.Kind.Show(label, part[label], culture, Solution.Zone) : "";
        return text.Length == 0 ? null : text;
    }
}
