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
internal sealed record FilesView(IReadOnlyList<FileGroupView> Groups, string Back);

/// <summary>One group.</summary>
internal sealed record FileGroupView(string Key, string Title, string? Help, IReadOnlyList<FileView> Files)
{
    /// <summary>Where files are sent; null where the reader may not add.</summary>
    public string? UploadHref { get; init; }
    public int MaxMegabytes { get; init; }
    public bool CanWrite => UploadHref is not null;
}

/// <summary>One file.</summary>
internal sealed record FileView(long Id, string Name, string Href, string Size, Moment At, string By, string Icon)
{
    /// <summary>Where it is looked at in the page; null for what browsers do not show safely.</summary>
    public string? PreviewHref { get; init; }
}

/// <summary>Reads the files of the page's record under the rights of their groups.</summary>
internal static class FilesReader
{
    public static async ValueTask<FilesView> Read(PageContext page, FilesBlock block) =>
        new(await Groups(page.Request, page.Record.Shape.Entity, page.Record.Id, block.Groups), page.Path + page.Query.ToTabQuery());

    public static async ValueTask<IReadOnlyList<FileGroupView>> Groups(RequestContext request, Entity entity, long id,
        IReadOnlyList<FileGroup> wanted)
    {
        var rights = await request.Engine.Files.Rights(request.Actor, entity, id, request.Cancellation) ?? [];
        var files = await request.Engine.Files.List(request.Actor, entity, id, request.Cancellation) ?? [];
        var order = wanted.Count > 0 ? wanted : [.. entity.FileGroups.Values];
        return [.. order.Select(group => rights.FirstOrDefault(right => right.Group.Key == group.Key)).OfType<GroupRights>()
            .Where(right => right.CanRead || right.CanWrite)
            .Select(right => View(request, entity, id, right, files))];
    }

    private static FileGroupView View(RequestContext request, Entity entity, long id, GroupRights right, IReadOnlyList<FileItem> files) =>
        new(right.Group.Key, right.Group.Definition.Title.In(request.Language), right.Group.Definition.Help?.In(request.Language),
            [.. files.Where(file => file.Group == right.Group.Key).Select(file => View(request, file))])
        {
            UploadHref = right.CanWrite ? Addresses.Upload(entity, id, right.Group.Key) : null,
            MaxMegabytes = right.Group.Definition.MaxMegabytes,
        };

    private static FileView View(RequestContext request, FileItem file) =>
        new(file.Id, file.Name, Addresses.File(file.Id, file.Name), SizeOf(request, file.Size), Moment.Of(request, file.At), file.By,
            IconOf(file.ContentType)) { PreviewHref = ShownFiles.Shows(file.ContentType) ? Addresses.FilePreview(file.Id) : null };

    /// <summary>The id of a group on its page.</summary>
    public static string AnchorOf(FileGroup group) => "files-" + group.Key;

    public static string SizeOf(RequestContext request, long bytes) => bytes switch
    {
        < 1024 => request.Say("files.bytes", bytes),
        < 1024 * 1024 => request.Say("files.kilobytes", Math.Round(bytes / 1024m)),
        _ => request.Say("files.megabytes", Math.Round(bytes / 1048576m, 1)),
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

    private static string ToTabQuery(this IQueryCollection query) =>
        query["tab"].ToString() is { Length: > 0 } tab ? QueryString.Create("tab", tab).ToString() : "";
}
