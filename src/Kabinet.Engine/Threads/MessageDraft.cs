using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Files;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Threads;

/// <summary>A message before it is posted, with the files that have come for it. A refused message leaves no file.</summary>
public sealed class MessageDraft : IAsyncDisposable
{
    /// <summary>Key of errors that concern the text.</summary>
    internal const string Text = "text";
    private const string Files = "files", Quote = "quote";
    private const int MostFiles = 20;
    private readonly CommandDoor commands;
    private readonly RecordFiles files;
    private readonly Actor actor;
    private readonly ThreadOfRecord? thread;
    private readonly List<GivenFile> given = [];
    private bool isUnknown;

    internal MessageDraft(CommandDoor commands, RecordFiles files, Actor actor, ThreadOfRecord? thread) =>
        (this.commands, this.files, this.actor, this.thread) = (commands, files, actor, thread);

    /// <summary>The actor may write here; otherwise nothing is kept and <see cref="Post"/> tells that it is not found.</summary>
    public bool IsOpen => thread is not null;

    /// <summary>Id of the message that it passes on; null for an own one.</summary>
    internal long? Passed { get; set; }

    /// <summary>Receives a file. What is wrong with it is told by <see cref="Post"/>, together with everything else.</summary>
    public async ValueTask Add(string name, Stream content, CancellationToken cancellation = default)
    {
        if (thread is null) return;
        if (given.Count >= MostFiles)
        {
            given.Add(new(thread.Thread.Key, name, null, new("thread.too_many_files", MostFiles)));
            return;
        }
        var received = await files.Receiving.Receive(thread.Thread.Group, name, content, keep: true, cancellation);
        given.Add(received with { Name = FileName.Free(received.Name, given.Select(file => file.Name)) });
    }

    /// <summary>Posts the message.</summary>
    /// <param name="text">Its text; may be empty where files came.</param>
    /// <param name="quote">Id of the message that it answers; null for none.</param>
    /// <param name="commandId">Random id, so that a message sent twice is posted once; null for none.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async ValueTask<Outcome> Post(string text, long? quote, Guid? commandId, CancellationToken cancellation = default)
    {
        if (thread is null) return new Outcome.NotFound();
        // Where the command fails, its row may be committed all the same: the clean-up decides then.
        isUnknown = true;
        var key = commandId is { } id ? new CommandKey(id, CommandContent.Of("message",
            [thread.Entity.Key, thread.Id, thread.Thread.Key, text, quote, .. given.Select(file => file.Bytes?.Sha256)])) : null;
        var outcome = await commands.Do(actor, key, run => Write(run, text, quote), null, cancellation);
        isUnknown = false;
        if (outcome is not Outcome.Done) return outcome;
        foreach (var file in given) await files.Settle(file.Bytes!, CancellationToken.None);
        given.Clear();
        return outcome;
    }

    /// <summary>Deletes what was received and not posted.</summary>
    public ValueTask DisposeAsync()
    {
        if (isUnknown) return default;
        foreach (var file in given.Where(file => file.Bytes is { IsKept: true })) files.Receiving.Discard(file.Bytes!);
        given.Clear();
        return default;
    }

    /// <summary>The text of a message, cleaned and judged.</summary>
    /// <exception cref="RefusedException">It is empty or too long.</exception>
    internal static string Accept(CommandRun run, string text, bool mayBeEmpty = false)
    {
        var field = run.Solution.Entities[CoreEntities.Message][Text];
        var refusal = field.Kind.Accept(field, text, out var value);
        refusal ??= value is null && !mayBeEmpty ? new("field.required") : null;
        return refusal is null ? (string?)value ?? "" : throw new RefusedException(Outcome.Invalid.At(Text, refusal));
    }

    private async ValueTask<Outcome.Done> Write(CommandRun run, string text, long? quote)
    {
        var (entity, id, known) = thread!;
        await run.Keep(entity, id);
        var rights = await files.JudgeAll(run.Transaction, run.Bindings, entity, id, run.Cancellation);
        if (rights?.Of(known.Group) is not { CanWrite: true }) throw RefusedException.NotFound();
        foreach (var file in given)
            if (file.Refusal is { } refusal) throw new RefusedException(Outcome.Invalid.At(Files, refusal));
        var address = new ThreadAddress(entity.Key, id, known.Key);
        if (quote is { } quoted && !await IsThere(run, address, quoted))
            throw new RefusedException(Outcome.Invalid.At(Quote, new("thread.no_quoted")));
        var messages = run.Solution.Entities[CoreEntities.Message];
        var row = await run.Insert(messages, new Dictionary<Field, object?>
        {
            [messages["entity"]] = entity.Key,
            [messages["record"]] = id,
            [messages["thread"]] = known.Key,
            [messages[Text]] = Accept(run, text, mayBeEmpty: given.Count > 0),
            [messages[Quote]] = quote,
            [messages["passed"]] = Passed,
            [messages["author_roles"]] = run.Actor.RoleKey,
        });
        var eventId = await run.Journal(await run.Authorise(new(messages, row.Id, EventKind.Created, row.Version)));
        foreach (var file in given) await files.Rows.Attach(run, (entity, id), file, row.Id);
        await run.Notify(known.Notices, id, eventId);
        await run.Transaction.Execute(ThreadStatements.MarkLast(address, row.Id), run.Cancellation);
        if (run.Actor is { UserId: { } author, ImpersonatorId: null })
            await run.Transaction.Execute(ThreadStatements.MarkRead(address, author, row.Id), run.Cancellation);
        run.Tell(new(entity.Key, id));
        return new(row.Id, row.Version, null);
    }

    private static async ValueTask<bool> IsThere(CommandRun run, ThreadAddress at, long message) =>
        (await run.Transaction.Query(ThreadStatements.ByIds(at, [message]), static row => row.GetInt64(0), run.Cancellation)).Count > 0;
}

/// <summary>What of a message is passed on to another conversation.</summary>
/// <param name="To">Key of the conversation.</param>
/// <param name="Text">The text, as whoever passes it on has left it.</param>
/// <param name="Files">Ids of its files that go with it.</param>
public sealed record PassedMessage(string To, string Text, IReadOnlyList<long> Files);

/// <summary>A conversation of one record.</summary>
internal sealed record ThreadOfRecord(Entity Entity, long Id, RecordThread Thread);
