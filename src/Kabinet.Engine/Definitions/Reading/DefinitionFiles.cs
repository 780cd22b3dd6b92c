namespace Kabinet.Engine.Definitions.Reading;

/// <summary>The files of one source, read by folder.</summary>
/// <param name="files">Texts by path.</param>
/// <param name="problems">Where problems go.</param>
/// <param name="origin">What stands before the path in problems.</param>
internal sealed class DefinitionFiles(IReadOnlyDictionary<string, string> files, List<Problem> problems, string origin = "")
{
    private readonly Binder binder = new(problems);

    /// <summary>The contents of <c>solution.yaml</c>.</summary>
    public SolutionSettingsDefinition? Settings()
    {
        if (files.TryGetValue(SolutionFiles.Settings, out var text)) return Read<SolutionSettingsDefinition>(SolutionFiles.Settings, text);
        problems.Add(new(new(SolutionFiles.Settings), "The file is missing"));
        return null;
    }

    /// <summary>Definitions of a folder by key, in the order of the files.</summary>
    public OrderedDictionary<string, T> Of<T>(string folder, Func<T, string?> keyOf) where T : Definition
    {
        var found = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (path, text) in files.Where(file => SolutionFiles.FolderOf(file.Key) == folder).OrderBy(file => file.Key, StringComparer.Ordinal))
            if (Read<T>(path, text) is { } definition && keyOf(definition) is { } key && IsNamedBy(definition, path, key) && !found.TryAdd(key, definition))
                problems.Add(new(definition.At, $"'{key}' is already defined in {found[key].At.File}"));
        return found;
    }

    /// <summary>Tells of files that no folder explains: a misspelt folder would otherwise be silently without effect.</summary>
    public void RefuseStrangers()
    {
        foreach (var path in files.Keys.Where(path => path != SolutionFiles.Settings))
            if (!path.EndsWith(".yaml", StringComparison.Ordinal)) problems.Add(new(new(path), "A definition file ends with .yaml"));
            else if (SolutionFiles.FolderOf(path) is var folder && !SolutionFiles.Folders.Contains(folder) && !SolutionFiles.OtherFolders.Contains(folder))
                problems.Add(new(new(path), folder.Length == 0 ? "Only solution.yaml stands beside the folders" : $"Unknown folder '{folder}'", Spelling.Suggest(folder, SolutionFiles.Folders)));
    }

    private T? Read<T>(string path, string text) where T : Definition => YamlFile.Parse(origin + path, text, problems) is { } node ? binder.Bind<T>(node) : null;

    private bool IsNamedBy(Definition definition, string path, string key)
    {
        if (Path.GetFileNameWithoutExtension(path) == key) return true;
        problems.Add(new(definition.At, $"The file of '{key}' must be called {key}.yaml"));
        return false;
    }
}
