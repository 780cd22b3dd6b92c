namespace Kabinet.Architecture.Tests;

/// <summary>Lines that do not fit beside another window.</summary>
internal static class LongLines
{
    public const int Most = 140;

    /// <summary>
    /// Places of a file with more than 140 characters. A row of a table in a Markdown file is one line, however long. Generated files are
    /// not checked.
    /// </summary>
    public static IEnumerable<string> In(SourceFile file) =>
        from line in IsGenerated(file.Path) ? [] : file.Lines.Index()
        let text = line.Item.TrimEnd('\r')
        where text.Length > Most && !(file.Path.EndsWith(".md", StringComparison.Ordinal) && text.StartsWith('|'))
        select $"{file.Path}:{line.Index + 1}: {text.Length} characters";

    private static bool IsGenerated(string path) =>
        path.EndsWith(".approved.md", StringComparison.Ordinal) || path == "docs/guide/definitions.md";
}
