using Kabinet.Engine.Expressions;
using Kabinet.Engine.Files;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Threads;

/// <summary>Reads one page of a conversation: messages, their files and quotes, and what the record tells between them.</summary>
internal sealed class ThreadReading(CommandPlans plans, ActorBindings bindings, (Entity Entity, long Id) owner, RecordThread thread)
{
    private readonly ThreadAddress address = new(owner.Entity.Key, owner.Id, thread.Key);

    public ActorBindings Bindings => bindings;

    public async ValueTask<ThreadPage> Read(Connection connection, JournalReader journal, IReadOnlyList<GroupRights> rights,
        (ThreadCursor Before, int Limit) place, CancellationToken cancellation)
    {
        var (before, limit) = place;
        var messages = await connection.Query(ThreadStatements.Page(address, before.Message, limit + 1),
            row => ThreadStatements.Read(plans.Dialect, row), cancellation);
        var told = thread.States.Count + thread.Parts.Count == 0 ? []
            : await journal.Told(connection, bindings, owner, thread, (before.Event, limit + 1), cancellation);
        var merged = Newest(messages, told, limit);
        var user = bindings.Actor.UserId;
        var readTo = user is null ? null
            : (long?)await connection.Scalar(ThreadStatements.ReadTo(address, user.Value), DataType.Whole, cancellation);
        var canWrite = rights.Of(thread.Group) is { CanWrite: true };
        var shown = merged.Select(item => item.Message).OfType<StoredMessage>().ToList();
        var said = await Say(connection, shown, (readTo ?? 0, canWrite), cancellation);
        var items = merged.Select(item => item.Message is { } message ? said[message.Id]
            : new(item.Event!.At, item.Event.Actor) { Told = item.Event }).Reverse().ToList();
        return new(thread, items, messages.Count + told.Count > merged.Count ? Cursor(merged, before) : null)
        {
            CanWrite = canWrite,
            Unread = (await RecordThreads.CountUnread(connection, bindings.Actor, new(owner.Entity, owner.Id, [thread]), cancellation))[0],
            PassesTo = [.. owner.Entity.Threads.Values.Where(other => other != thread
                && rights.Of(other.Group) is { CanRead: true, CanWrite: true })],
        };
    }

    private static List<(DateTime At, StoredMessage? Message, JournalEvent? Event)> Newest(IReadOnlyList<StoredMessage> messages,
        IReadOnlyList<JournalEvent> told, int limit) =>
        [.. messages.Select(message => (message.At, (StoredMessage?)message, (JournalEvent?)null))
            .Concat(told.Select(happened => (happened.At, (StoredMessage?)null, (JournalEvent?)happened)))
            .OrderByDescending(item => item.At).Take(limit)];

    private static ThreadCursor Cursor(IReadOnlyList<(DateTime At, StoredMessage? Message, JournalEvent? Event)> taken,
        ThreadCursor before) => new(taken.Select(item => item.Message?.Id).LastOrDefault(id => id is not null) ?? before.Message,
            taken.Select(item => item.Event?.Id).LastOrDefault(id => id is not null) ?? before.Event);

    private async ValueTask<Dictionary<long, ThreadItem>> Say(Connection connection, List<StoredMessage> messages,
        (long ReadTo, bool CanWrite) reader, CancellationToken cancellation)
    {
        if (messages.Count == 0) return [];
        var quoted = await Quoted(connection, messages, cancellation);
        var files = (await connection.Query(
            FileStatements.OfMessages(address.Entity, address.Record, [.. messages.Select(said => said.Id)]),
            row => FileStatements.Read(plans.Dialect, row), cancellation)).ToLookup(file => file.Message);
        var names = await new Labels(plans, connection, bindings, cancellation).Of(bindings.Actor.Solution.Entities[CoreEntities.User],
            messages.Concat(quoted.Values).Select(said => said.By).OfType<long>(), withTrash: true);
        return messages.ToDictionary(said => said.Id, said => new ThreadItem(said.At, Author(said))
        {
            Said = new(said.Id, said.Text)
            {
                Files = [.. files[said.Id].OrderBy(file => file.Id).Select(file => RecordFiles.Item(file, Author(said), []))],
                Quote = said.Quote is { } id && quoted.TryGetValue(id, out var other) ? new(id, Author(other), other.Text) : null,
                EditedAt = said.EditedAt,
                IsOwn = IsOwn(said),
                IsUnread = !IsOwn(said) && said.Id > reader.ReadTo,
                CanEdit = reader.CanWrite && IsOwn(said) && said.Passed is null && bindings.Now - said.At <= RecordThreads.Editable,
            },
        });

        bool IsOwn(StoredMessage said) => said.By is { } by && by == bindings.Actor.UserId;

        string Author(StoredMessage said) => ActorNames.Of(bindings.Actor, said.By, said.Roles, names);
    }

    private async ValueTask<Dictionary<long, StoredMessage>> Quoted(Connection connection, List<StoredMessage> messages,
        CancellationToken cancellation)
    {
        var ids = messages.Select(said => said.Quote).OfType<long>().Distinct().ToList();
        return ids.Count == 0 ? [] : (await connection.Query(ThreadStatements.ByIds(address, ids),
            row => ThreadStatements.Read(plans.Dialect, row), cancellation)).ToDictionary(said => said.Id);
    }
}
