using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Files;

/// <summary>Files that are taken as one archive.</summary>
/// <param name="Name">Name of the archive, without an extension.</param>
/// <param name="Files">The files, in order.</param>
public sealed record FilePackage(string Name, IReadOnlyList<PackedFile> Files)
{
    internal static FilePackage Of(string record, IReadOnlyList<FileGroup> groups, IReadOnlyList<FileItem> files, string language,
        bool byFolders)
    {
        var packed = new List<PackedFile>();
        foreach (var group in groups)
        {
            var folder = byFolders ? Clean(group.Definition.Title.In(language), group.Key) + "/" : "";
            var taken = new HashSet<string>(StringComparer.Ordinal);
            foreach (var file in files.Where(file => file.Group == group.Key))
            {
                var name = FileName.Free(Named(group, file, language), candidate => taken.Contains(Folding.Fold(candidate)));
                taken.Add(Folding.Fold(name));
                packed.Add(new(file, folder + name));
            }
        }
        var title = byFolders ? null : $" {groups[0].Definition.Title.In(language)}";
        return new(Clean($"{record}{title}", record), packed);
    }

    // "scan0001.pdf" says nothing to whoever unpacks it; a name by which its kind is recognised does.
    private static string Named(FileGroup group, FileItem file, string language)
    {
        if (group.Kinds.GetValueOrDefault(file.Kind ?? "") is not { } kind) return file.Name;
        var title = kind.Definition.Title.In(language);
        return kind.IsCalled(file.Name) || Folding.Fold(file.Name).Contains(Folding.Fold(title), StringComparison.Ordinal) ? file.Name
            : Clean($"{title} – {file.Name}", file.Name);
    }

    private static string Clean(string name, string otherwise) => FileName.Clean(name.Replace('/', '-').Replace('\\', '-')) ?? otherwise;
}

/// <summary>A file in an archive.</summary>
/// <param name="File">The file.</param>
/// <param name="Path">Its name in the archive, with its folder.</param>
public sealed record PackedFile(FileItem File, string Path);
