using Kabinet.Engine.Access;

namespace Kabinet.Engine.Notices;

/// <summary>A person's notices. Each is rendered when it is read, under his rights of that moment; what he may no longer see is left out.</summary>
public sealed class Bell
{
    /// <summary>His notices, newest first.</summary>
    public ValueTask<IReadOnlyList<BellItem>> List(Actor actor, long? before = null, int limit = 30, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>How many he has not read, counted up to 100.</summary>
    public ValueTask<int> Unread(Actor actor, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Marks one as read, or all when <paramref name="id"/> is null.</summary>
    public ValueTask MarkRead(Actor actor, long? id, CancellationToken cancellation = default) => throw new NotImplementedException();
}

/// <summary>One notice.</summary>
/// <param name="Id">Id.</param>
/// <param name="At">Moment, UTC.</param>
/// <param name="Kind">Key of the notice.</param>
/// <param name="Text">The message.</param>
/// <param name="Entity">Entity key of the record.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Read">He has read it.</param>
public sealed record BellItem(long Id, DateTime At, string Kind, string Text, string Entity, long RecordId, bool Read);
