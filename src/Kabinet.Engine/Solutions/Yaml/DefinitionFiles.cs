using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>Reads the definition files of one source, folder by folder.</summary>
/// <param name="files">Texts by path.</param>
/// <param name="binder">Binds nodes to records and collects problems.</param>
/// <param name="origin">Prefix of the paths in problems.</param>
internal sealed class DefinitionFiles(IReadOnlyDictionary<string, string> files, Binder binder, string origin = "")
{
    private readonly List<Problem> problems = binder.Problems;

    /// <summary>The contents of <c>solution.yaml</c>.</summary>
    public SolutionSettingsDefinition Settings()
    {
        if (files.TryGetValue(SolutionFiles.Settings, out var text)) return Read<SolutionSettingsDefinition>(SolutionFiles.Settings, text);
        problems.Add(new(new(SolutionFiles.Settings), new("problem.file.missing")));
        return Binder.Unparsed<SolutionSettingsDefinition>(new(SolutionFiles.Settings));
    }

    /// <summary>Definitions of a folder by key, in the order of the files. An unparsed file gives a placeholder with its key.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="member">The member that holds the key.</param>
    public OrderedDictionary<string, T> Of<T>(string folder, string member) where T : Definition
    {
        var keyMember = DefinitionShape.Of(typeof(T)).ByKey[member].Property;
        var found = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (path, text) in files.Where(file => FolderMeant(file.Key) == folder).OrderBy(file => file.Key, StringComparer.Ordinal))
            foreach (var (key, definition) in In<T>(path, text, member))
            {
                keyMember.SetValue(definition, key);
                if (!found.TryAdd(key, definition))
                    problems.Add(new(definition.PlaceOf(member), new("problem.file.twice", key, found[key].PlaceOf(member))));
            }
        return found;
    }

    /// <summary>Kinds with an unparsed file of several definitions.</summary>
    public HashSet<string> Unparsed { get; } = new(StringComparer.Ordinal);

    private List<(string Key, T Definition)> In<T>(string path, string text, string member) where T : Definition
    {
        var shape = DefinitionShape.Of(typeof(T));
        var node = YamlFile.Parse(origin + path, text, problems);
        if (node is not null && SeveralInFile.In(node, shape) is { } several)
        {
            List<(string Key, T Definition)> definitions = [.. several.Read<T>(binder.Kinds)];
            problems.AddRange(several.Problems);
            if (!several.IsRead) Unparsed.Add(member);
            return definitions;
        }
        if (node is null && shape.Several is { } form && text.Contains($"{form.Key}:", StringComparison.Ordinal)) Unparsed.Add(member);
        var definition = Bound<T>(node, path);
        return [(KeyOf(path, definition, shape.ByKey[member].Property.GetValue(definition) as string), definition)];
    }

    /// <summary>Reports files in unknown folders or with a wrong extension, which would otherwise have no effect.</summary>
    public void RefuseUnknownFiles()
    {
        foreach (var folder in files.Keys.Select(SolutionFiles.FolderOf).Distinct().Where(SolutionFiles.ReservedFolders.Contains))
            problems.Add(new(new($"{folder}/"), new("problem.file.later", folder)));
        foreach (var path in files.Keys.Where(path => path != SolutionFiles.Settings
            && !SolutionFiles.ReservedFolders.Contains(SolutionFiles.FolderOf(path))))
            if (!path.EndsWith(".yaml", StringComparison.Ordinal)) problems.Add(new(new(path), new("problem.file.ending")));
            else if (SolutionFiles.FolderOf(path) is var folder && !SolutionFiles.Folders.Contains(folder)
                && !SolutionFiles.OtherFolders.Contains(folder))
                problems.Add(new(new(path), folder.Length == 0 ? new("problem.file.beside")
                    : new("problem.file.folder", folder), Spelling.Suggest(folder, SolutionFiles.KnownFolders)));
    }

    private T Read<T>(string path, string text) where T : Definition => Bound<T>(YamlFile.Parse(origin + path, text, problems), path);

    private T Bound<T>(Node? node, string path) where T : Definition =>
        (node is null ? null : binder.Bind<T>(node)) ?? Binder.Unparsed<T>(new(origin + path));

    // If the written key is the name of another file, this file is probably a copy with an unchanged key. Its own file name is used then.
    private string KeyOf(string path, Definition definition, string? written)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (written is null || written == name) return name;
        problems.Add(new(definition.At, new("problem.file.name", written, written)));
        return files.Keys.Any(other => other != path && FolderMeant(other) == FolderMeant(path)
            && Path.GetFileNameWithoutExtension(other) == written) ? name : written;
    }

    // A misspelt folder is reported, but its files are read as if the name were correct.
    private static string? FolderMeant(string path)
    {
        var folder = SolutionFiles.FolderOf(path);
        if (SolutionFiles.Folders.Contains(folder)) return folder;
        return Spelling.Nearest(folder, SolutionFiles.KnownFolders) is { } meant && folder.Length > 0
            && SolutionFiles.Folders.Contains(meant) ? meant : null;
    }
}
