using Kabinet.Engine.Blocks;
using Kabinet.Engine.Files;
using Kabinet.Engine.Model;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: files</c>.</summary>
internal sealed class FilesBlockReader : BlockReader<FilesBlock>
{
    private const int LinesOfGroup = 4;

    protected override async ValueTask<BlockContent> Read(PageContext page, FilesBlock block) =>
        new("/Blocks/Files/Files.cshtml", await FilesReader.Read(page, block));

    protected override int Lines(FilesBlock block) => Math.Max(block.Groups.Count, 1) * LinesOfGroup;
}

/// <summary>Groups of files of a record.</summary>
internal sealed record FilesView(IReadOnlyList<FileGroupView> Groups, string Back)
{
    /// <summary>Where all of them are taken as one archive; null where there is not more than one group with files.</summary>
    public string? ArchiveHref { get; init; }
}

/// <summary>One group.</summary>
/// <param name="Key">Key.</param>
/// <param name="Title">Name.</param>
/// <param name="Help">Help text.</param>
/// <param name="Needs">What the record must hold in it, each with its files.</param>
/// <param name="Others">The other files.</param>
internal sealed record FileGroupView(string Key, string Title, string? Help, IReadOnlyList<FileNeedView> Needs,
    IReadOnlyList<FileView> Others)
{
    /// <summary>Where files are sent; null where the reader may not add.</summary>
    public string? UploadHref { get; init; }
    /// <summary>Where its files are taken as one archive; null where there are less than two.</summary>
    public string? ArchiveHref { get; init; }
    public required string Back { get; init; }
    public int MaxMegabytes { get; init; }
    public bool CanWrite => UploadHref is not null;
    public int Count => Needs.Sum(need => need.Files.Count) + Others.Count;
    public int Met => Needs.Count(need => need.IsMet);
}

/// <summary>A document that the record needs.</summary>
/// <param name="Kind">Key of its kind.</param>
/// <param name="Title">Name.</param>
/// <param name="Help">Help text.</param>
/// <param name="IsMet">It is there, or what takes its place.</param>
/// <param name="Files">Its files.</param>
/// <param name="State">From whom it is awaited, or which file takes its place; null where it is there.</param>
internal sealed record FileNeedView(string Kind, string Title, string? Help, bool IsMet, IReadOnlyList<FileView> Files, string? State);

/// <summary>One file as its last version.</summary>
internal sealed record FileView(long Id, string Name, string Href, string Size, Moment At, string By, string Icon)
{
    /// <summary>Where it is looked at in the page; null for what browsers do not show safely.</summary>
    public string? PreviewHref { get; init; }
    /// <summary>Its small picture; null for none.</summary>
    public string? SmallHref { get; init; }
    /// <summary>Name of its kind, where the line does not stand under it.</summary>
    public string? Kind { get; init; }
    /// <summary>What is wrong with it, in words; null for nothing.</summary>
    public string? Warning { get; init; }
    public int Version { get; init; }
    public IReadOnlyList<FileView> Older { get; init; } = [];
    /// <summary>What can be done to it; null where the reader may not change it.</summary>
    public FileActions? Actions { get; init; }

    /// <summary>A file with its addresses, by itself.</summary>
    public static FileView Of(RequestContext here, FileItem file) =>
        new(file.Id, file.Name, Addresses.File(file.Id, file.Name), FilesReader.SizeOf(here, file.Size), Moment.Of(here, file.At), file.By,
            IconOf(file.ContentType))
        {
            PreviewHref = file.IsShown ? Addresses.FilePreview(file.Id) : null,
            SmallHref = file.HasThumbnail ? Addresses.FileSmall(file.Id, file.Name) : null,
            Version = file.Version,
        };

    private static string IconOf(string contentType) => contentType switch
    {
        "application/pdf" => "file-type-pdf",
        "application/zip" => "file-zip",
        var type when type.StartsWith("image/", StringComparison.Ordinal) => "photo",
        var type when type.Contains("spreadsheet", StringComparison.Ordinal) || type.Contains("excel", StringComparison.Ordinal) =>
            "file-spreadsheet",
        var type when type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("word", StringComparison.Ordinal) => "file-text",
        _ => "file",
    };
}

/// <summary>What can be done to a file.</summary>
/// <param name="UploadHref">Where its new version is sent.</param>
/// <param name="Back">Where it leads back to.</param>
/// <param name="MayBeUnsorted">It may have no kind: the group has no kind of its own for such files.</param>
/// <param name="Kinds">Kinds that it may be; empty where the group has none.</param>
internal sealed record FileActions(string UploadHref, string Back, bool MayBeUnsorted, IReadOnlyList<FileKindChoice> Kinds);

/// <summary>A kind that a file may be.</summary>
internal sealed record FileKindChoice(string Key, string Title, bool IsChosen);

/// <summary>Reads the files of the page's record under the rights of their groups.</summary>
internal static class FilesReader
{
    public static async ValueTask<FilesView> Read(PageContext page, FilesBlock block)
    {
        var (request, entity, id) = (page.Request, page.Record.Shape.Entity, page.Record.Id);
        var (rights, files) = await request.Engine.Files.Read(request.Actor, entity, id, request.Cancellation) ?? new([], []);
        var order = block.Groups.Count > 0 ? block.Groups : [.. entity.FileGroups.Values];
        var back = page.Path + page.Query.ToTabQuery();
        var groups = order.Select(group => rights.FirstOrDefault(right => right.Group.Key == group.Key)).OfType<GroupRights>()
            .Select(right => new FileGroupReader(request, (entity, id), right, back).Read(files)).ToList();
        return new(groups, back)
        {
            ArchiveHref = block.Groups.Count == 0 && groups.Count(group => group.Count > 0) > 1 ? Addresses.FilesArchive(entity, id) : null,
        };
    }

    /// <summary>The id of a group on its page.</summary>
    public static string AnchorOf(FileGroup group) => "files-" + group.Key;

    public static string SizeOf(RequestContext request, long bytes) => bytes switch
    {
        < 1024 => request.Say("files.bytes", bytes),
        < 1024 * 1024 => request.Say("files.kilobytes", Math.Round(bytes / 1024m)),
        _ => request.Say("files.megabytes", Math.Round(bytes / 1048576m, 1)),
    };

    private static string ToTabQuery(this IQueryCollection query) =>
        query["tab"].ToString() is { Length: > 0 } tab ? QueryString.Create("tab", tab).ToString() : "";
}
