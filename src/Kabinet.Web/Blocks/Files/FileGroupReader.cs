using Kabinet.Engine.Files;
using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Lays out the files of one group: what the record needs with its files, then the others.</summary>
/// <param name="here">Whose request it is.</param>
/// <param name="owner">The record.</param>
/// <param name="right">The reader's rights to the group.</param>
/// <param name="back">Where actions lead back to.</param>
internal sealed class FileGroupReader(RequestContext here, (Entity Entity, long Id) owner, GroupRights right, string back)
{
    private readonly FileGroup group = right.Group;
    private readonly string? uploadHref = right.CanWrite ? Addresses.Upload(owner.Entity, owner.Id, right.Group.Key) : null;

    public FileGroupView Read(IReadOnlyList<FileItem> all)
    {
        var files = all.Where(file => file.Group == group.Key).ToList();
        var needs = right.Needed.Select(need => Need(need, files)).ToList();
        var placed = right.Needed.Select(need => need.Kind.Key).ToHashSet(StringComparer.Ordinal);
        return new(group.Key, here.Say(group.Definition.Title), group.Definition.Help is { } help ? here.Say(help) : null, needs,
            [.. files.Where(file => !placed.Contains(file.Kind ?? "")).Select(file => View(file, withKind: true))])
        {
            UploadHref = uploadHref,
            ArchiveHref = files.Count > 1 ? Addresses.FilesArchive(owner.Entity, owner.Id, group.Key) : null,
            Back = back,
            MaxMegabytes = group.Definition.MaxMegabytes,
        };
    }

    private FileNeedView Need(NeededFile need, IReadOnlyList<FileItem> files)
    {
        var (kind, own) = (need.Kind, files.Where(file => file.Kind == need.Kind.Key).Select(file => View(file, withKind: false)).ToList());
        return new(kind.Key, here.Say(kind.Definition.Title), kind.Definition.Help is { } help ? here.Say(help) : null, need.IsPresent, own,
            own.Count > 0 ? null : need.IsPresent ? Covering(kind, files) : Awaited(kind));
    }

    private string? Covering(FileKind kind, IReadOnlyList<FileItem> files) => files
        .Select(file => group.Kinds.GetValueOrDefault(file.Kind ?? group.Definition.Default ?? ""))
        .Where(other => other?.Definition.Covers.Contains(kind.Key) == true)
        .Select(other => here.Say("files.inside", here.Say(other!.Definition.Title))).FirstOrDefault();

    private string Awaited(FileKind kind) => kind.From is not { } role ? here.Say("files.missing")
        : here.Actor.Closure.Contains(role.Key) ? here.Say("files.awaited_you")
        : here.Say("files.awaited", here.Say(role.Definition.Title).ToLower(here.Culture));

    private FileView View(FileItem file, bool withKind) =>
        FileView.Of(here, file) with
        {
            Kind = withKind && group.Kinds.GetValueOrDefault(file.Kind ?? "") is { } kind ? here.Say(kind.Definition.Title) : null,
            Warning = file.IsFalse ? here.Say("files.false")
                : file is { IsTooLarge: true, Pixels: var (width, height) } ? here.Say("files.too_many_pixels", width, height) : null,
            Older = [.. file.Older.Select(older => FileView.Of(here, older))],
            Actions = uploadHref is null ? null : new(uploadHref, back, group.Definition.Default is null,
                [.. group.Kinds.Values.Select(kind =>
                    new FileKindChoice(kind.Key, here.Say(kind.Definition.Title), kind.Key == file.Kind))]),
        };
}
