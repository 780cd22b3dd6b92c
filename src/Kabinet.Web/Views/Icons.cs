using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;

namespace Kabinet.Web.Views;

/// <summary>All outline icons of Tabler by name; the build puts them into the assembly, so a solution may name any.</summary>
internal static class Icons
{
    private const string Unknown = "point";
    private static readonly FrozenDictionary<string, string> Shapes = Read();
    private static readonly ConcurrentDictionary<string, Html> Silent = new(StringComparer.Ordinal);

    /// <summary>The icon as an <c>svg</c> in place. A name that Tabler does not have draws a point.</summary>
    public static Html Draw(string name, string? label = null) =>
        label is null ? Silent.GetOrAdd(Shapes.ContainsKey(name) ? name : Unknown, static known =>
            Html.Of($"<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{Shape(known)}</svg>"))
        : Html.Of($"<svg class=\"icon\" viewBox=\"0 0 24 24\" role=\"img\" aria-label=\"{label}\">{Shape(name)}</svg>");

    /// <summary>Whether Tabler has it.</summary>
    public static bool Has(string name) => Shapes.ContainsKey(name);

    /// <summary>All names.</summary>
    public static IReadOnlySet<string> Names { get; } = Shapes.Keys.ToHashSet(StringComparer.Ordinal);

    private static Html Shape(string name) => Html.Made(Shapes.GetValueOrDefault(name) ?? Shapes[Unknown]);

    private static FrozenDictionary<string, string> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("icons.txt")!);
        var shapes = new Dictionary<string, string>(6000, StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            shapes[line[..line.IndexOf('\t')]] = line[(line.IndexOf('\t') + 1)..];
        return shapes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
