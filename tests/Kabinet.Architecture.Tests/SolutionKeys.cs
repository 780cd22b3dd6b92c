using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using YamlDotNet.RepresentationModel;

namespace Kabinet.Architecture.Tests;

/// <summary>
/// Keys that the shipped solutions have given to things of theirs, and that no code may know: entities, roles, states, transitions,
/// groups of files, notices. A key that the platform's own definitions have as well is the platform's.
/// </summary>
internal sealed class SolutionKeys
{
    private readonly HashSet<string> keys;

    private SolutionKeys(IEnumerable<string> keys) => this.keys = keys.ToHashSet(StringComparer.Ordinal);

    public int Count => keys.Count;

    /// <summary>Those of every solution of the project.</summary>
    /// <param name="shared">Words that the language of definitions, HTML or HTTP have too.</param>
    public static SolutionKeys Shipped(params IEnumerable<string> shared) =>
        new(Of("solutions").Except(Of("src/Kabinet.Engine/Core")).Except(shared));

    /// <summary>The same, by hand.</summary>
    public static SolutionKeys Named(params IEnumerable<string> keys) => new(keys);

    /// <summary>Places of a file where code names one of them.</summary>
    public IEnumerable<string> NamedIn(SourceFile file) =>
        from token in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantTokens()
        where token.IsKind(SyntaxKind.StringLiteralToken) && keys.Contains(token.ValueText)
        select $"{file.Path}:{token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: \"{token.ValueText}\"";

    private static IEnumerable<string> Of(string folder) => Sources.Read([".yaml"], folder).SelectMany(file => In(Read(file)));

    private static YamlMappingNode? Read(SourceFile file)
    {
        var stream = new YamlStream();
        using var text = new StringReader(file.Text);
        stream.Load(text);
        return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode as YamlMappingNode;
    }

    private static IEnumerable<string> In(YamlMappingNode? root)
    {
        if (root is null) yield break;
        foreach (var own in new[] { "entity", "role", "notice" })
            if (root.Children.TryGetValue(own, out var key) && key is YamlScalarNode { Value: { } named }) yield return named;
        var lifecycle = Inner(root, "lifecycle");
        foreach (var key in Keys(root, "roles").Concat(Keys(root, "files")).Concat(Keys(lifecycle, "states"))
            .Concat(Keys(lifecycle, "transitions")))
            yield return key;
    }

    private static YamlMappingNode? Inner(YamlMappingNode? node, string key) =>
        node is not null && node.Children.TryGetValue(key, out var inner) ? inner as YamlMappingNode : null;

    private static IEnumerable<string> Keys(YamlMappingNode? node, string key) =>
        Inner(node, key)?.Children.Keys.OfType<YamlScalarNode>().Select(name => name.Value!) ?? [];
}
