using Kabinet.Engine.Model;
using Kabinet.Engine.Words;
using YamlDotNet.Core;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>Translates errors of the YAML parser. Its own messages are English, and it reports the wrong line for a tab.</summary>
internal static class YamlFault
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
        var key = Reasons.FirstOrDefault(reason => said.Contains(reason.Said, StringComparison.Ordinal)).Key;
        return new(new(path, line, (int)broken.Start.Column), new("problem.yaml", new Message(key ?? "problem.yaml.other")));
    }

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
