using System.Globalization;
using System.Text.RegularExpressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Validates keys, durations and icons of definitions.</summary>
internal static partial class Keys
{
    /// <summary>
    /// Reserved names of fields: the platform's fields and collections and the keywords of expressions.
    /// </summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        SystemFields.Id, SystemFields.Number, SystemFields.Status, SystemFields.StatusSince, SystemFields.Overdue, SystemFields.CreatedAt,
            SystemFields.CreatedBy, SystemFields.UpdatedAt,
        "and", "between", "case", "else", "end", "exists", "false", "in", "is", "like", "not", "null", "or", "outer", "then", "true",
            "when", "where",
    };

    public static bool IsKey(string key) => KeyPattern().IsMatch(key);

    public static bool IsDuration(string? text) => text is not null && DurationPattern().IsMatch(text);

    public static bool IsReserved(string key) => Reserved.Contains(key) || OwnedByAny.All.Any(owned => owned.Collection == key);

    /// <summary>Reports an invalid key. A key has lower-case Latin letters, digits and underscores and starts with a letter.</summary>
    public static void Judge(Draft draft, string key, Location at)
    {
        if (!IsKey(key)) draft.Refuse(at, new("problem.key", key));
    }

    /// <summary>Parses a duration: <c>30m</c>, <c>4h</c>, <c>2d</c>. Null if there is none or it is invalid, which is reported.</summary>
    public static TimeSpan? Duration(Draft draft, string? text, Location at)
    {
        if (text is null) return null;
        if (Duration(text) is { } duration) return duration;
        draft.Refuse(at, new("problem.duration", text), new("problem.hint.duration"));
        return null;
    }

    /// <summary>The duration that a text is; null if it is none.</summary>
    public static TimeSpan? Duration(string text)
    {
        var match = DurationPattern().Match(text);
        if (!match.Success) return null;
        var count = int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch { "m" => TimeSpan.FromMinutes(count), "h" => TimeSpan.FromHours(count), _ =>
            TimeSpan.FromDays(count) };
    }

    public static void JudgeIcon(Draft draft, string? icon, Location at)
    {
        if (icon is null) return;
        if (!IconPattern().IsMatch(icon)) draft.Refuse(at, new("problem.icon", icon), new("problem.hint.icon"));
        else if (draft.Kinds.Icons is { Count: > 0 } known && !known.Contains(icon))
            draft.Warn(at, new("problem.warning.icon", icon), Spelling.Suggest(icon, known));
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,40}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IconPattern();

    [GeneratedRegex("^(?<count>[1-9][0-9]{0,4})(?<unit>[mhd])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DurationPattern();
}
