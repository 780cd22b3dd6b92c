using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Threads;

/// <summary>Reads the conversations of all records of an entity that somebody sees.</summary>
internal sealed class InboxReading(CommandPlans plans, ActorBindings bindings, Entity entity)
{
    /// <summary>A page of those with unread messages, or of the others.</summary>
    public async ValueTask<IReadOnlyList<InboxItem>> Read(Connection connection, bool unread, (long Before, int Limit) place,
        CancellationToken cancellation)
    {
        var actor = bindings.Actor;
        if (actor.UserId is not { } user || entity.Threads.Count == 0 || actor.To(entity) is not { CanRead: true } access) return [];
        var statement = plans.Get(actor.Solution, new(actor.RoleKey, entity, $"inbox {unread}"), () =>
            ThreadStatements.Inbox(plans.Dialect, access, unread));
        var found = await connection.Query(statement.Bind(bindings.With(user, place.Before, (long)place.Limit)), static row =>
            (Record: row.GetInt64(0), Thread: row.GetString(1), Message: row.GetInt64(2)), cancellation);
        if (found.Count == 0) return [];
        var messages = (await connection.Query(ThreadStatements.Messages([.. found.Select(row => row.Message)]),
            row => ThreadStatements.Read(plans.Dialect, row), cancellation)).ToDictionary(said => said.Id);
        var labels = new Labels(plans, connection, bindings, cancellation);
        var records = await labels.Of(entity, found.Select(row => row.Record));
        var names = await labels.Of(actor.Solution.Entities[CoreEntities.User],
            messages.Values.Select(said => said.By).OfType<long>(), withTrash: true);
        return [.. found.Select(row => Item(row, messages[row.Message]))];

        InboxItem Item((long Record, string Thread, long Message) row, StoredMessage last) =>
            new(entity, row.Record, entity.Threads[row.Thread], last.Id)
            {
                Title = records.GetValueOrDefault(row.Record) ?? entity.Title.In(actor.Language),
                Author = ActorNames.Of(actor, last.By, last.Roles, names),
                Text = last.Text,
                At = last.At,
                IsUnread = unread,
            };
    }
}

/// <summary>A conversation of a record in the list of all of them.</summary>
/// <param name="Entity">Entity of the record.</param>
/// <param name="Record">The record.</param>
/// <param name="Thread">The conversation.</param>
/// <param name="Message">Id of its last message.</param>
public sealed record InboxItem(Entity Entity, long Record, RecordThread Thread, long Message)
{
    /// <summary>Name of the record.</summary>
    public required string Title { get; init; }
    /// <summary>Who wrote last, as the reader may see him.</summary>
    public required string Author { get; init; }
    /// <summary>What was written last; empty where only files were sent.</summary>
    public required string Text { get; init; }
    /// <summary>When it was written, UTC.</summary>
    public DateTime At { get; init; }
    /// <summary>It has messages that the reader has not seen.</summary>
    public bool IsUnread { get; init; }
}
