using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kabinet.Architecture.Tests;

/// <summary>Finds the keys of languages in code. Only their registry names them.</summary>
internal static class LanguageKeys
{
    private const string Registry = "src/Kabinet.Engine/Words/Languages.cs";
    private static readonly string[] Keys = ["ru", "en", "ru-RU", "en-GB", "en-US"];

    /// <summary>Places of a file that name a language as a text. Comments are not read.</summary>
    public static IEnumerable<string> NamedIn(SourceFile file) =>
        file.Path == Registry ? [] : file.Path.EndsWith(".cs", StringComparison.Ordinal) ? InCode(file) : InView(file);

    private static IEnumerable<string> InCode(SourceFile file) =>
        from literal in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.Token.Value is string text && Keys.Contains(text)
        select $"{file.Path}:{literal.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {literal}";

    private static IEnumerable<string> InView(SourceFile file) =>
        from line in file.Lines.Index()
        from key in Keys
        where line.Item.Contains($"\"{key}\"", StringComparison.Ordinal)
        select $"{file.Path}:{line.Index + 1}: \"{key}\"";
}
