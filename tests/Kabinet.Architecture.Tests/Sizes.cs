using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kabinet.Architecture.Tests;

/// <summary>How long the files and methods of some code are, as the budget of the house counts them.</summary>
internal sealed class Sizes
{
    private readonly List<Sized> files = [];
    private readonly List<Sized> methods = [];
    private readonly List<Sized> parameters = [];

    private Sizes()
    {
    }

    /// <summary>Lines of a file.</summary>
    public IReadOnlyList<Sized> Files => files;
    /// <summary>
    /// Lines of the body of a method, property, constructor or local function; an expression is a body of the lines it takes.
    /// </summary>
    public IReadOnlyList<Sized> Methods => methods;
    /// <summary>Parameters of a method, the token by which it is given up aside.</summary>
    public IReadOnlyList<Sized> Parameters => parameters;
    /// <summary>Types, inner ones too.</summary>
    public int Types { get; private set; }
    /// <summary>Those of them that others may use.</summary>
    public int PublicTypes { get; private set; }
    /// <summary>Places of <c>#region</c>.</summary>
    public List<string> Regions { get; } = [];

    public static Sizes Of(IEnumerable<SourceFile> sources)
    {
        var sizes = new Sizes();
        foreach (var source in sources) sizes.Add(source);
        return sizes;
    }

    private void Add(SourceFile file)
    {
        files.Add(new(file.Path, file.Text.TrimEnd('\n').Split('\n').Length));
        var root = CSharpSyntaxTree.ParseText(file.Text).GetRoot();
        foreach (var node in root.DescendantNodes()) Add(file.Path, node);
        Regions.AddRange(root.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)).Select(_ => file.Path));
    }

    private void Add(string path, SyntaxNode node)
    {
        if (node is BaseTypeDeclarationSyntax type) Count(type);
        if (BodyOf(node) is { } body) methods.Add(new(Name(path, node), LinesOf(body)));
        if (node is MethodDeclarationSyntax method) parameters.Add(new(Name(path, node), method.ParameterList.Parameters.Count(IsOwn)));
    }

    private static bool IsOwn(ParameterSyntax parameter) => parameter.Type?.ToString() != "CancellationToken";

    private void Count(BaseTypeDeclarationSyntax type)
    {
        Types++;
        if (type.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().All(outer => outer.Modifiers.Any(SyntaxKind.PublicKeyword)))
            PublicTypes++;
    }

    private static SyntaxNode? BodyOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
        LocalFunctionStatementSyntax function => (SyntaxNode?)function.Body ?? function.ExpressionBody?.Expression,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody?.Expression,
        PropertyDeclarationSyntax property => property.ExpressionBody?.Expression,
        _ => null,
    };

    // Braces are no lines of a body.
    private static int LinesOf(SyntaxNode body)
    {
        var span = body.GetLocation().GetLineSpan();
        var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
        return body is BlockSyntax ? Math.Max(lines - 2, 0) : lines;
    }

    private static string Name(string path, SyntaxNode node) => $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}

/// <summary>Something and how large it is.</summary>
internal sealed record Sized(string Name, int Size);

/// <summary>Questions about sizes.</summary>
internal static class SizedLists
{
    /// <summary>The size that so many of a hundred do not exceed.</summary>
    public static int Percentile(this IReadOnlyList<Sized> sized, int percent) =>
        sized.Select(one => one.Size).Order().ElementAt((int)Math.Ceiling(sized.Count * percent / 100.0) - 1);

    /// <summary>Those beyond a size.</summary>
    public static IEnumerable<string> Beyond(this IReadOnlyList<Sized> sized, int most) =>
        sized.Where(one => one.Size > most).OrderByDescending(one => one.Size).Select(one => $"{one.Name}: {one.Size}");
}
