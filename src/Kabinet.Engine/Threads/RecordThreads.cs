using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Files;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Threads;

/// <summary>Conversations on records, each under rights of its own.</summary>
public sealed class RecordThreads
{
    /// <summary>Unread messages are counted up to this number.</summary>
    public const int MostCounted = 100;

    /// <summary>How long an author may change his message.</summary>
    public static readonly TimeSpan Editable = TimeSpan.FromMinutes(10);

    private const int MostItems = 100;
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly CommandDoor commands;
    private readonly RecordFiles files;
    private readonly JournalReader journal;
    private readonly CommandPlans plans;

    internal RecordThreads(Database database, TimeProvider clock, CommandDoor commands, RecordFiles files, JournalReader journal) =>
        (this.database, this.clock, this.commands, this.files, this.journal, plans) =
            (database, clock, commands, files, journal, new(database.Dialect));

    /// <summary>A page of a conversation; null where the actor does not see it.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="entity">Entity of the record.</param>
    /// <param name="id">The record.</param>
    /// <param name="thread">Key of the conversation.</param>
    /// <param name="before">What the page ends before; null for the newest page.</param>
    /// <param name="limit">Items of the page, at most 100.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async ValueTask<ThreadPage?> Read(Actor actor, Entity entity, long id, string thread, ThreadCursor? before = null,
        int limit = 50, CancellationToken cancellation = default)
    {
        if (!entity.Threads.TryGetValue(thread, out var known) || !actor.To(entity).CanRead) return null;
        var reading = new ThreadReading(plans, new(actor, clock.GetUtcNow().UtcDateTime), (entity, id), known);
        return await database.Read(async connection =>
            await files.JudgeAll(connection, reading.Bindings, entity, id, cancellation) is { } rights
                && rights.Of(known.Group) is { CanRead: true }
                ? await reading.Read(connection, journal, rights, (before ?? ThreadCursor.End, Math.Clamp(limit, 1, MostItems)),
                    cancellation)
                : null, cancellation);
    }

    /// <summary>
    /// The conversations of a record that the actor sees, with the number of messages that he has not read; null where he does not see the
    /// record.
    /// </summary>
    public async ValueTask<IReadOnlyList<(RecordThread Thread, int Unread)>?> Of(Actor actor, Entity entity, long id,
        CancellationToken cancellation = default)
    {
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime);
        return await database.Read<IReadOnlyList<(RecordThread, int)>?>(async connection =>
        {
            if (await files.JudgeAll(connection, bindings, entity, id, cancellation) is not { } rights) return null;
            var seen = entity.Threads.Values.Where(thread => rights.Of(thread.Group) is { CanRead: true }).ToList();
            var unread = await CountUnread(connection, actor, new(entity, id, seen), cancellation);
            return [.. seen.Zip(unread)];
        }, cancellation);
    }

    /// <summary>The conversations of all records of an entity that the actor sees, by their last message, newest first.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="unread">True for those with messages that he has not read, false for the others.</param>
    /// <param name="before">Id of the last message that the page ends before; null for the newest page.</param>
    /// <param name="limit">Conversations of the page, at most 100.</param>
    /// <param name="cancellation">Breaks off.</param>
    public ValueTask<IReadOnlyList<InboxItem>> Inbox(Actor actor, Entity entity, bool unread, long? before = null, int limit = 50,
        CancellationToken cancellation = default)
    {
        var reading = new InboxReading(plans, new(actor, clock.GetUtcNow().UtcDateTime), entity);
        return database.Read(connection =>
            reading.Read(connection, unread, (before ?? long.MaxValue, Math.Clamp(limit, 1, MostItems)), cancellation), cancellation);
    }

    /// <summary>A message, and what the actor may do in its conversation; null where he does not see it.</summary>
    public async ValueTask<(ThreadPage Page, ThreadItem Item)?> Find(Actor actor, MessagePlace message,
        CancellationToken cancellation = default)
    {
        var (entity, record, thread, id) = message;
        if (id is <= 0 or long.MaxValue) return null;
        var page = await Read(actor, entity, record, thread, new(id + 1, 0), limit: 1, cancellation);
        return page?.Items is [{ Said: { } said } item] && said.Id == id ? (page, item) : null;
    }

    /// <summary>Begins a message: its files are received one by one, then it is posted. Dispose it to delete what was not posted.</summary>
    public async ValueTask<MessageDraft> Begin(Actor actor, Entity entity, long id, string thread,
        CancellationToken cancellation = default)
    {
        var known = entity.Threads.GetValueOrDefault(thread);
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime);
        var rights = known is null || !actor.To(entity).CanRead ? null
            : await database.Read(connection => files.JudgeAll(connection, bindings, entity, id, cancellation), cancellation);
        var isOpen = rights?.Of(known!.Group) is { CanWrite: true };
        return new(commands, files, actor, isOpen ? new(entity, id, known!) : null);
    }

    /// <summary>
    /// Passes a message on to another conversation of its record, as the actor's own: nothing in it tells whose it was. Its files are
    /// copied under names that say nothing.
    /// </summary>
    /// <param name="actor">Who passes it on: he reads the one conversation and writes in the other.</param>
    /// <param name="message">The message.</param>
    /// <param name="pass">What of it goes where.</param>
    /// <param name="commandId">Random id, so that a message sent twice is passed on once; null for none.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async ValueTask<Outcome> Pass(Actor actor, MessagePlace message, PassedMessage pass, Guid? commandId,
        CancellationToken cancellation = default)
    {
        var (entity, record, from, id) = message;
        if (await Find(actor, message, cancellation) is not (_, { Said: { } said })) return new Outcome.NotFound();
        await using var draft = await Begin(actor, entity, record, pass.To, cancellation);
        if (!draft.IsOpen || pass.To == from) return new Outcome.NotFound();
        foreach (var (place, passed) in pass.Files.Index())
        {
            if (said.Files.FirstOrDefault(file => file.Id == passed) is not { } file
                || await files.Open(actor, file.Id, cancellation) is not var (_, content))
                return Outcome.Invalid.At("files", new("thread.no_such_file"));
            await using (content)
                await draft.Add(Texts.Say("thread.passed_file", actor.Language, place + 1) + Path.GetExtension(file.Name), content,
                    cancellation);
        }
        draft.Passed = id;
        return await draft.Post(pass.Text, quote: null, commandId, cancellation);
    }

    /// <summary>Changes an own message within ten minutes of its writing. The change is marked, and the journal keeps both texts.</summary>
    public ValueTask<Outcome> Edit(Actor actor, MessagePlace message, string text, CancellationToken cancellation = default) =>
        commands.Do(actor, run => Edit(run, message, text), cancellation);

    /// <summary>Marks a conversation as read up to a message; up to its end where none is named.</summary>
    /// <returns>False where the actor does not see the conversation.</returns>
    public async ValueTask<bool> MarkRead(Actor actor, Entity entity, long id, string thread, long? message = null,
        CancellationToken cancellation = default)
    {
        if (!entity.Threads.TryGetValue(thread, out var known) || actor.UserId is not { } user || !actor.To(entity).CanRead) return false;
        var (bindings, at) = (new ActorBindings(actor, clock.GetUtcNow().UtcDateTime), new ThreadAddress(entity.Key, id, thread));
        return await database.Write(async transaction =>
        {
            var rights = await files.JudgeAll(transaction, bindings, entity, id, cancellation);
            if (rights?.Of(known.Group) is not { CanRead: true }) return false;
            // Whoever acts as the person has not read it for him.
            if (actor.ImpersonatorId is not null) return true;
            var last = (long?)await transaction.Scalar(ThreadStatements.Last(at), DataType.Whole, cancellation);
            if (last is { } end)
                await transaction.Execute(ThreadStatements.MarkRead(at, user, Math.Min(message ?? end, end)), cancellation);
            return true;
        }, cancellation);
    }

    /// <summary>The number of unread messages of each conversation, in order.</summary>
    internal static async ValueTask<IReadOnlyList<int>> CountUnread(Connection connection, Actor actor, SeenThreads of,
        CancellationToken cancellation)
    {
        if (actor.UserId is not { } user || of.Threads.Count == 0) return [.. of.Threads.Select(_ => 0)];
        var statement = ThreadStatements.Unread(of.Entity.Key, of.Record, [.. of.Threads.Select(thread => thread.Key)],
            (user, MostCounted));
        var rows = await connection.Query(statement, row => of.Threads.Select((_, place) => (int)row.GetInt64(place)).ToList(),
            cancellation);
        return rows[0];
    }

    private async ValueTask<Outcome.Done> Edit(CommandRun run, MessagePlace place, string text)
    {
        var (entity, record, key, message) = place;
        if (!entity.Threads.TryGetValue(key, out var thread)) throw RefusedException.NotFound();
        var messages = run.Solution.Entities[CoreEntities.Message];
        var question = run.Plan(messages, "edit", () => new RowQuestion(run.Plans.Dialect, messages, Expression.True, [], whole: true));
        if (await run.Ask(question, message) is not { } answer) throw RefusedException.NotFound();
        var row = new RecordRow(answer.Whole);
        var address = new ThreadAddress((string)row[messages["entity"]]!, (long)row[messages["record"]]!, (string)row[messages["thread"]]!);
        if (address != new ThreadAddress(entity.Key, record, key)) throw RefusedException.NotFound();
        var rights = await files.JudgeAll(run.Transaction, run.Bindings, entity, record, run.Cancellation);
        if (rights?.Of(thread.Group) is not { CanWrite: true }
            || row[messages[SystemFields.CreatedBy]] is not long author || author != run.Actor.UserId) throw RefusedException.NotFound();
        if (run.Bindings.Now - (DateTime)row[messages[SystemFields.CreatedAt]]! > Editable)
            throw new RefusedException(Outcome.Invalid.At(MessageDraft.Text, new("thread.too_old")));
        row.Set(messages["text"], MessageDraft.Accept(run, text));
        row.Set(messages["edited_at"], run.Bindings.Now);
        var changes = row.Changes();
        await run.Save(row);
        await run.Journal(await run.Authorise(new(messages, message, EventKind.Updated, row.Version) { Changes = changes }));
        run.Tell(new(entity.Key, record));
        return new(message, row.Version, null);
    }
}

/// <summary>Conversations of one record that an actor sees.</summary>
internal sealed record SeenThreads(Entity Entity, long Record, IReadOnlyList<RecordThread> Threads);
