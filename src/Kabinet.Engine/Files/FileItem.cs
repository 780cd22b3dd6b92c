using Kabinet.Engine.Files.Bytes;
using Kabinet.Engine.Files.Pictures;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Files;

/// <summary>One file.</summary>
/// <param name="Id">Id.</param>
/// <param name="Group">Key of the group.</param>
/// <param name="Name">Name as uploaded, without a path.</param>
/// <param name="ContentType">Media type by the content, never the one claimed by the uploader.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="At">Time of the upload, UTC.</param>
/// <param name="By">Uploader, as the actor may see it.</param>
public sealed record FileItem(long Id, string Group, string Name, string ContentType, long Size, DateTime At, string By)
{
    /// <summary>Key of its kind; null for none.</summary>
    public string? Kind { get; init; }
    /// <summary>Number of this version, from 1.</summary>
    public int Version { get; init; } = 1;
    /// <summary>There is a newer version.</summary>
    public bool IsOutdated { get; init; }
    /// <summary>Older versions, newest first.</summary>
    public IReadOnlyList<FileItem> Older { get; init; } = [];
    /// <summary>Width and height of a picture; null for other files.</summary>
    public (int Width, int Height)? Pixels { get; init; }
    /// <summary>A small picture of it can be shown.</summary>
    public bool HasThumbnail { get; init; }

    /// <summary>A picture of pixels that can be shown in a page.</summary>
    public bool IsPicture => ContentTypes.IsPicture(ContentType) && !IsTooLarge;
    /// <summary>A PDF.</summary>
    public bool IsPdf => ContentType == ContentTypes.Pdf;
    /// <summary>Browsers show it inside our pages; what could carry a script, or what only a program opens, is downloaded.</summary>
    public bool IsShown => IsPicture || IsPdf;
    /// <summary>A picture of more pixels than a browser should decode.</summary>
    public bool IsTooLarge => Pixels is var (width, height) && (long)width * height > PictureLimits.ShownPixels;
    /// <summary>It is named as a picture or PDF, and its content is something else.</summary>
    public bool IsFalse => ContentTypes.IsFalse(Name, ContentType);
}

/// <summary>A file that is sent to a record.</summary>
/// <param name="Group">Key of its group.</param>
/// <param name="Name">Its name as sent.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SentFile(string Group, string Name, Stream Content)
{
    /// <summary>Key of its kind; null for the one of the file that it replaces, or the group's own.</summary>
    public string? Kind { get; init; }
    /// <summary>Id of the file that it is a new version of; null for the one of the same name, if there is one.</summary>
    public long? Replaces { get; init; }
}

/// <summary>The files of one group of a record, newest first.</summary>
public sealed record FilesOfGroup(Entity Entity, long Record, IReadOnlyList<FileItem> Files);

/// <summary>An actor's rights to a group of one record, and what the record must hold in it.</summary>
public sealed record GroupRights(FileGroup Group, bool CanRead, bool CanWrite)
{
    /// <summary>The documents that the record needs, in order.</summary>
    public IReadOnlyList<NeededFile> Needed { get; init; } = [];
}

/// <summary>Finds the rights to one group among those to all groups of a record.</summary>
internal static class RightsOfRecord
{
    /// <summary>The rights to a group; null if there are none.</summary>
    public static GroupRights? Of(this IReadOnlyList<GroupRights> rights, FileGroup group) =>
        rights.FirstOrDefault(right => right.Group == group);
}

/// <summary>The groups of a record with an actor's rights to them, and the files that he may see.</summary>
public sealed record FilesOfRecord(IReadOnlyList<GroupRights> Rights, IReadOnlyList<FileItem> Files);

/// <summary>A document that a record needs.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="IsPresent">It is there, or what takes its place.</param>
public sealed record NeededFile(FileKind Kind, bool IsPresent);
