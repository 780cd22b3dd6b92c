using Kabinet.Engine.Access;
using Kabinet.Engine.Definitions;
using Kabinet.Engine.Records;

namespace Kabinet.Engine.Files;

/// <summary>Files of records under the rights of their group; bytes lie in the data folder, never in memory whole.</summary>
public sealed class RecordFiles
{
    /// <summary>Files of a record the actor may see, by group, newest first; null where the record does not exist for him.</summary>
    public ValueTask<IReadOnlyList<FileItem>?> List(Actor actor, Entity entity, long id, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Groups of the record that the actor may read and write now.</summary>
    public ValueTask<IReadOnlyList<GroupRights>?> Rights(Actor actor, Entity entity, long id, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Stores a file; refuses by size, empty content and name.</summary>
    public ValueTask<Outcome> Add(Actor actor, Entity entity, long id, string group, string name, string? contentType, Stream content, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>A file with its bytes; null where it does not exist for the actor. The caller disposes the stream.</summary>
    public ValueTask<(FileItem Item, Stream Content)?> Open(Actor actor, long fileId, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Removes a file; its bytes stay until the trash is emptied.</summary>
    public ValueTask<Outcome> Remove(Actor actor, long fileId, CancellationToken cancellation = default) => throw new NotImplementedException();
}

/// <summary>One file.</summary>
/// <param name="Id">Id.</param>
/// <param name="Group">Key of the group.</param>
/// <param name="Name">Name as uploaded, without a path.</param>
/// <param name="ContentType">Media type by the name's extension, never the uploader's word.</param>
/// <param name="Size">Bytes.</param>
/// <param name="At">Moment, UTC.</param>
/// <param name="By">Who, as the reader may name him.</param>
public sealed record FileItem(long Id, string Group, string Name, string ContentType, long Size, DateTime At, string By);

/// <summary>Rights on a group in one record.</summary>
public sealed record GroupRights(FileGroup Group, bool CanRead, bool CanWrite);
