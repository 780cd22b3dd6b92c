using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Publishing;

/// <summary>Differences in roles, pages and rights between two versions: what a role may from now on, and what no longer.</summary>
internal sealed class RightsDifference
{
    private const string Everything = "all";
    private const string When = " when ";
    private static readonly string[] Lists = ["columns", "writes", "Pages", "Abilities", "Has everything of"];
    private readonly Solution before, after;

    private RightsDifference(Solution before, Solution after) => (this.before, this.after) = (before, after);

    /// <summary>Empty where there is no earlier version, or this version of the platform cannot read it.</summary>
    public static IReadOnlyList<Message> Between(SolutionDefinition? before, Solution after, Kinds kinds) =>
        before is null || Linked(before, kinds) is not { } former ? [] : [.. new RightsDifference(former, after).All()];

    private IEnumerable<Message> All()
    {
        var (old, now) = (Lines(AccessReport.Write(before)), Lines(AccessReport.Write(after)));
        return old.Keys.Union(now.Keys)
            .SelectMany(right => Said(right, old.GetValueOrDefault(right), now.GetValueOrDefault(right)));
    }

    private static Solution? Linked(SolutionDefinition definition, Kinds kinds)
    {
        try { return SolutionLinker.Link(definition, 0, kinds); }
        // An earlier version of the platform accepted it; its rights cannot be determined.
        catch (SolutionException) { return null; }
    }

    private IEnumerable<Message> Said(Right right, string? old, string? now)
    {
        if (old == now) return [];
        if (right.What.Length == 0)
            return right.Entity is not null ? [] : [new(now is null ? "publish.role.gone" : "publish.role.new", SubjectOf(right))];
        var (subject, what) = (SubjectOf(right), What(right.What));
        if (now is null) return [new("publish.right.lost", subject, what, Detail(old!))];
        if (old is null) return [new("publish.right.gained", subject, what, Detail(now))];
        return !Lists.Contains(right.What) || old == Everything || now == Everything
            ? [new("publish.right.changed", subject, what, Value(old), Value(now))]
            : Items(subject, what, Split(old), Split(now));
    }

    private static IEnumerable<Message> Items(Message subject, Message what, string[] old, string[] now)
    {
        if (now.Except(old).ToList() is { Count: > 0 } came)
            yield return new("publish.right.gained", subject, what, Detail(string.Join(", ", came)));
        if (old.Except(now).ToList() is { Count: > 0 } went)
            yield return new("publish.right.lost", subject, what, Detail(string.Join(", ", went)));
    }

    private static string[] Split(string items) => items.Split(", ");

    private static object Detail(string value) => value.Length == 0 ? "" : new Message("publish.right.detail", Value(value));

    /// <summary>The value of a line of the report: items, rules, or for a transition its states and rules.</summary>
    private static object Value(string value)
    {
        if (value == Everything) return new Message("publish.right.all");
        var when = value.IndexOf(When, StringComparison.Ordinal);
        return when < 0 ? Rules(value) : new Message("publish.right.when", value[..when], Rules(value[(when + When.Length)..]));
    }

    private static object Rules(string value) => value.Split("` or `") is [var first, .. { Length: > 0 } others]
        ? others.Aggregate((object)$"{first}`", (left, rule) => new Message("publish.right.or", left, $"`{rule.TrimEnd('`')}`")) : value;

    private Message SubjectOf(Right right)
    {
        var role = after.Roles.GetValueOrDefault(right.Role) ?? before.Roles[right.Role];
        if (right.Entity is not { } key) return new("publish.right.role", role.Definition.Title, right.Role);
        var entity = after.Entities.GetValueOrDefault(key) ?? before.Entities[key];
        return new("publish.right.on", role.Definition.Title, right.Role, entity.Title, key);
    }

    /// <summary>The words of a line of the report; the name in its backticks goes into them.</summary>
    private static Message What(string said)
    {
        var tick = said.IndexOf('`', StringComparison.Ordinal);
        var name = tick < 0 ? "" : said[tick..].Trim('`');
        return (tick < 0 ? said : said[..tick].TrimEnd()) switch
        {
            "reads" => new("publish.right.reads"),
            "columns" => new("publish.right.columns"),
            "creates" => new("publish.right.creates"),
            "updates" => new("publish.right.updates"),
            "writes" => new("publish.right.writes"),
            "deletes" => new("publish.right.deletes"),
            "reads files" => new("publish.right.reads_files", name),
            "writes files" => new("publish.right.writes_files", name),
            "takes" => new("publish.right.takes", name),
            "does not hear" => new("publish.right.deaf", name),
            "Pages" => new("publish.right.pages"),
            "Abilities" => new("publish.right.abilities"),
            _ => new("publish.right.includes"),
        };
    }

    /// <summary>Lines of the report by the right they are about.</summary>
    private static OrderedDictionary<Right, string> Lines(string report)
    {
        var (lines, heading) = (new OrderedDictionary<Right, string>(), new Right("", null, ""));
        foreach (var line in report.Split('\n').Skip(3).Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0))
            if (line.StartsWith('#'))
            {
                var parts = line.TrimStart('#', ' ').Split(" × ");
                lines[heading = new(parts[0], parts.ElementAtOrDefault(1), "")] = "";
            }
            else if (line.TrimStart('-', ' ').TrimEnd('.') is var said && Cut(said) is var (end, rest))
                lines[heading with { What = said[..end] }] = said[rest..];
        return lines;
    }

    /// <summary>Where the name of a right ends and its value begins.</summary>
    private static (int End, int Value) Cut(string said)
    {
        const string From = " from ", Of = "Has everything of";
        if (said.StartsWith(Of, StringComparison.Ordinal)) return (Of.Length, Of.Length + 1);
        var separator = said.StartsWith("takes ", StringComparison.Ordinal) ? From : ": ";
        return said.IndexOf(separator, StringComparison.Ordinal) is var end and >= 0 ? (end, end + separator.Length)
            : (said.Length, said.Length);
    }

    /// <summary>One right of a role, on an entity or without one.</summary>
    private sealed record Right(string Role, string? Entity, string What);
}
