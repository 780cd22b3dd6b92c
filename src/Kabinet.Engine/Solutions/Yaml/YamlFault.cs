using System.Text.RegularExpressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;
using YamlDotNet.Core;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>Translates errors of the YAML parser. Its own messages are English, and it reports the wrong line for a tab.</summary>
internal static partial class YamlFault
{
    // Parts of the parser's messages; the first match wins.
    private static readonly (string Said, string Key)[] Reasons =
    [
        ("unexpected end of stream", "problem.yaml.unclosed"),
        ("unexpected document indicator", "problem.yaml.unclosed"),
        ("invalid mapping", "problem.yaml.colon"),
        ("Mapping values are not allowed", "problem.yaml.colon"),
        ("expected ',' or", "problem.yaml.bracket"),
        ("expected key", "problem.yaml.pair"),
        ("could not find expected ':'", "problem.yaml.pair"),
        ("expected '-' indicator", "problem.yaml.dash"),
        ("Block sequence entries", "problem.yaml.list"),
        ("cannot start any token", "problem.yaml.start"),
        ("expected node content", "problem.yaml.value"),
        ("escape", "problem.yaml.escape"),
        ("hexadecimal", "problem.yaml.escape"),
        ("Unicode", "problem.yaml.escape"),
        ("block scalar", "problem.yaml.block"),
        ("nchor", "problem.yaml.anchors"),
        ("a tag", "problem.yaml.tags"),
        ("expected <document end>", "problem.yaml.end"),
    ];

    /// <summary>The problem for a parser error.</summary>
    public static Problem Of(YamlException broken, string path, string text)
    {
        var said = broken.InnerException?.Message ?? broken.Message;
        var line = (int)broken.Start.Line;
        if (said.Contains("tab", StringComparison.Ordinal) && Tab(path, text, line) is { } tab) return tab;
        if (Unclosed(path, text, line) is { } unclosed) return unclosed;
        var key = Reasons.FirstOrDefault(reason => said.Contains(reason.Said, StringComparison.Ordinal)).Key;
        return new(new(path, line, (int)broken.Start.Column), new("problem.yaml", new Message(key ?? "problem.yaml.other")));
    }

    /// <summary>
    /// The problem for a quote that its line does not close and that is followed by a line of another key; the parser finds it only at the
    /// next quote, or at the end of the file. Null if there is none up to a line.
    /// </summary>
    private static Problem? Unclosed(string path, string text, int until)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length && i < until; i++)
            if (OpenQuote(lines[i]) is var column and >= 0
                && (i + 1 >= lines.Length || lines[i + 1].Length == 0 || IsOfKey().IsMatch(lines[i + 1])))
                return new(new(path, i + 1, column + 1), new("problem.yaml", new Message("problem.yaml.unclosed")));
        return null;
    }

    /// <summary>Place of a quote that opens a value and is not closed in its line, or -1.</summary>
    private static int OpenQuote(string line)
    {
        var (open, at) = (-1, 0);
        for (; at < line.Length; at++)
            if (open < 0 && line[at] == '#' && (at == 0 || line[at - 1] == ' ')) return -1;
            else if (open < 0 && line[at] is '"' or '\'' && (at == 0 || line[at - 1] is ' ' or '{' or '[' or ',' or ':' or '-')) open = at;
            else if (open >= 0 && line[open] == '"' && line[at] == '\\') at++;
            else if (open >= 0 && line[at] == line[open]) open = -1;
        return open;
    }

    [GeneratedRegex(@"^\s*(- )?[A-Za-z_]\w*:(\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IsOfKey();

    /// <summary>The problem for the first tab used as indentation, starting at a line; null if there is none.</summary>
    public static Problem? Tab(string path, string text, int from)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var column = line.IndexOf('\t');
            if (++number >= from && column >= 0 && line[..column].IsWhiteSpace() && !line.IsWhiteSpace())
                return new(new(path, number, column + 1), new("problem.yaml", new Message("problem.yaml.tab")), new("problem.hint.spaces"));
        }
        return null;
    }
}
