using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine.Publishing;

/// <summary>
/// Differences in roles, pages and rights between two versions, one per line: <c>manager × request, columns: + remark, - note</c>.
/// </summary>
internal static class RightsDifference
{
    private static readonly string[] Lists = ["columns", "writes", "Pages", "Abilities"];

    /// <summary>Empty where there is no earlier version, or this version of the platform cannot read it.</summary>
    public static IReadOnlyList<string> Between(SolutionDefinition? before, Solution after, Kinds kinds)
    {
        if (before is null || Linked(before, kinds) is not { } former) return [];
        var (old, now) = (Lines(AccessReport.Write(former)), Lines(AccessReport.Write(after)));
        return [.. old.Keys.Union(now.Keys).Select(name => Line(name, old.GetValueOrDefault(name), now.GetValueOrDefault(name)))
            .OfType<string>()];
    }

    private static Solution? Linked(SolutionDefinition definition, Kinds kinds)
    {
        try { return SolutionLinker.Link(definition, 0, kinds); }
        // An earlier version of the platform accepted it; its rights cannot be determined.
        catch (SolutionException) { return null; }
    }

    private static string? Line(string name, string? before, string? after) => (before, after) switch
    {
        _ when before == after => null,
        (null, _) => $"+ {Said(name, after!)}",
        (_, null) => $"- {Said(name, before)}",
        _ when Lists.Any(list => name.EndsWith(list, StringComparison.Ordinal)) => $"{name}: {Items(before, after)}",
        _ => $"{name}: {before} → {after}",
    };

    private static string Said(string name, string value) => value.Length == 0 ? name : $"{name}: {value}";

    private static string Items(string before, string after)
    {
        var (old, now) = (before.TrimEnd('.').Split(", "), after.TrimEnd('.').Split(", "));
        return string.Join(", ", now.Except(old).Select(item => $"+ {item}").Concat(old.Except(now).Select(item => $"- {item}")));
    }

    /// <summary>Lines of the report by subject.</summary>
    private static OrderedDictionary<string, string> Lines(string report)
    {
        var (lines, heading) = (new OrderedDictionary<string, string>(StringComparer.Ordinal), "");
        foreach (var line in report.Split('\n').Skip(3).Where(line => line.Length > 0))
            if (line.StartsWith('#')) lines[heading = line.TrimStart('#', ' ')] = "";
            else if (line.TrimStart('-', ' ') is var said
                && Cut(said) is var end and >= 0) lines[$"{heading}, {said[..end]}"] = said[end..].TrimStart(':', ' ');
            else lines[$"{heading}, {said}"] = "";
        return lines;
    }

    /// <summary>Index where the name of a right ends.</summary>
    private static int Cut(string said) =>
        said.StartsWith("takes ", StringComparison.Ordinal) ? said.IndexOf(" from ", StringComparison.Ordinal)
            : said.IndexOf(": ", StringComparison.Ordinal);
}
