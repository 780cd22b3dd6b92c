using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Html;

namespace Kabinet.Web.Views;

/// <summary>All outline icons of Tabler by name; the build puts them into the assembly, so a solution may name any.</summary>
internal static class Icons
{
    private const string Unknown = "point";
    private static readonly FrozenDictionary<string, string> Shapes = Read();

    /// <summary>The icon as an <c>svg</c> in place. A name that Tabler does not have draws a point.</summary>
    public static Html Draw(string name, string? label = null)
    {
        var shape = new HtmlString(Shapes.GetValueOrDefault(name) ?? Shapes[Unknown]);
        return label is null
            ? Html.Of($"<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{shape}</svg>")
            : Html.Of($"<svg class=\"icon\" viewBox=\"0 0 24 24\" role=\"img\" aria-label=\"{label}\">{shape}</svg>");
    }

    /// <summary>Whether Tabler has it.</summary>
    public static bool Has(string name) => Shapes.ContainsKey(name);

    private static FrozenDictionary<string, string> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("icons.txt")!);
        var shapes = new Dictionary<string, string>(6000, StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            shapes[line[..line.IndexOf('\t')]] = line[(line.IndexOf('\t') + 1)..];
        return shapes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
