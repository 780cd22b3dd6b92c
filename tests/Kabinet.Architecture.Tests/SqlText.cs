using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kabinet.Architecture.Tests;

/// <summary>Where SQL is written: in the room of storage, and in the statements of a room.</summary>
internal static partial class SqlText
{
    private const string Storage = "src/Kabinet.Engine/Storage/";

    /// <summary>Places of a file where SQL stands that may not stand there.</summary>
    public static IEnumerable<string> Outside(SourceFile file)
    {
        if (file.Path.StartsWith(Storage, StringComparison.Ordinal)) yield break;
        foreach (var (node, text) in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().SelectMany(Texts))
            if (Statement().IsMatch(text) && !StandsAmongStatements(node))
                yield return $"{file.Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {text.Trim()}";
    }

    // What is put into a text counts as one word of it.
    private static IEnumerable<(SyntaxNode Node, string Text)> Texts(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal when literal.Token.Value is string text => [(node, text)],
        InterpolatedStringExpressionSyntax whole => [(node, string.Concat(whole.Contents.Select(Part)))],
        _ => [],
    };

    private static string Part(InterpolatedStringContentSyntax part) =>
        part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : "_";

    private static bool StandsAmongStatements(SyntaxNode node) =>
        node.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => type.Identifier.Text.EndsWith("Statements", StringComparison.Ordinal));

    [GeneratedRegex(
        @"^\s*(select\s[\s\S]*\sfrom\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\S+\s+set\s|delete\s+from\s|with\s+\S+\s+as\s|(create|alter|drop)\s+(table|index|unique)|pragma\s)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Statement();
}
