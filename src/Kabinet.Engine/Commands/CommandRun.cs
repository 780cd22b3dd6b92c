using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Commands;

/// <summary>One transaction at work on behalf of an actor: asks and writes records, journals, and remembers what to tell after the commit.</summary>
internal sealed class CommandRun(Transaction transaction, CommandPlans plans, ActorBindings bindings, CancellationToken cancellation)
{
    private readonly List<Change> told = [];

    public Transaction Transaction => transaction;
    public CommandPlans Plans => plans;
    /// <summary>Who acts and when.</summary>
    public ActorBindings Bindings => bindings;
    /// <summary>Who invites people.</summary>
    public required IInvitation Invitation { get; init; }
    public Actor Actor => Bindings.Actor;
    public Solution Solution => Actor.Solution;
    public CancellationToken Cancellation => cancellation;
    /// <summary>What to tell once all this is committed.</summary>
    public IReadOnlyList<Change> Told => told;

    public void Tell(Change change)
    {
        if (!told.Contains(change)) told.Add(change);
    }

    /// <summary>A plan of the actor's roles, or of the platform where <paramref name="judged"/> is false.</summary>
    public T Plan<T>(object subject, string purpose, Func<T> compile, bool judged = false) where T : class =>
        plans.Get(Solution, new(judged ? Actor.RoleKey : "", subject, purpose), compile);

    /// <summary>Asks a record.</summary>
    public ValueTask<RowAnswer?> Ask(RowQuestion question, long id) => question.Ask(transaction, Bindings, id, cancellation);

    /// <summary>Asks a record that this command is going to change: nobody else changes it until the end.</summary>
    public async ValueTask<RowAnswer?> Take(RowQuestion question, Entity entity, long id)
    {
        // The lock comes first, in a statement of its own: what is judged afterwards is seen as the command before left it.
        await Lock(entity, id);
        return await Ask(question, id);
    }

    /// <summary>Holds a record, so that nobody else changes it until the end.</summary>
    public async ValueTask Lock(Entity entity, long id)
    {
        if (plans.Dialect.LocksRows)
            await transaction.Defer(
                Plan(entity, "lock", () => RowStatements.Lock(entity)).Bind(Bindings.With(id)), changed: null, cancellation);
    }

    /// <summary>Writes what is set and not yet written; the first writing of a command counts the version.</summary>
    public async ValueTask Save(RecordRow row)
    {
        if (!row.HasUnsaved) return;
        row.Set(row.Entity[SystemFields.UpdatedAt], Bindings.Now);
        var fields = row.Unsaved;
        this.JudgeSizes(row, fields);
        var statement = Plan(row.Entity, $"update {string.Join(',', fields.Select(field => field.Key))}", () => RowStatements.Update(row.Entity, fields));
        var next = row.IsCounted ? row.Version : row.Version + 1;
        var (read, values) = (row.Version, fields.Select(field => row[field]));
        await transaction.Defer(statement.Bind(Bindings.With([row.Id, (long)read, (long)next, .. values, row.PreviousStatus])), changed =>
        {
            // The row is held since it was read; that it is gone now would be an error of ours, and a conflict is the safe name for it.
            if (changed == 0)
                throw new RefusedException(new Outcome.Conflict(new("command.changed"), read, new Dictionary<Field, object?>()));
        }, cancellation);
        if (fields.Any(field => field.Definition.Search)) await this.KeepWords(row);
        (row.Version, row.IsCounted) = (next, true);
        row.Saved();
    }

    /// <summary>Journals an event of a record, and on its owner what happened to a part; tells both.</summary>
    public async ValueTask<long> Journal(EventEntry entry)
    {
        await Privileges.Judge(this, entry);
        Tell(new(entry.Entity.Key, entry.RecordId));
        return (long)(await transaction.Scalar(JournalStatements.Insert(Bindings, entry), new(ValueKind.Reference), cancellation))!;
    }

    /// <summary>Journals on the owner of a part what happened to the part; nothing where the record is no part.</summary>
    public async ValueTask JournalOnOwner(RecordRow part, EventKind kind)
    {
        foreach (var (owner, id) in this.OwnersOf(part))
            await Journal(new(owner, id, kind, Version: 0)
            {
                Part = part.Entity.Key,
                PartId = part.Id,
                Subject = Label(part),
                Changes = kind == EventKind.Updated ? part.Changes() : [],
            });
    }

    private string? Label(RecordRow part)
    {
        var label = part.Entity.Label;
        var text = label is { IsStored: true, To: null } ? label.Kind.Show(label, part[label], CultureInfo.GetCultureInfo(Solution.Settings.Language), Solution.Zone) : "";
        return text.Length == 0 ? null : text;
    }
}
