using System.Text.RegularExpressions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>
/// The pattern of an entity's numbers, parsed: <c>ПР-{year}-{seq:00000}</c>. Places are <c>{year}</c>, <c>{yy}</c>, <c>{month}</c>,
/// <c>{day}</c>, fields of the record and of records it refers to (<c>{branch.code}</c>), and once <c>{seq}</c> with as many digits as
/// zeros after its colon. The one reader of such patterns.
/// </summary>
internal sealed partial class NumberFormat
{
    /// <summary>Names of the places.</summary>
    public static readonly IReadOnlyList<string> Places = ["year", "yy", "month", "day", Sequence];
    /// <summary>The greatest number that a counter gives, as many digits as whole numbers of records have.</summary>
    public const long Bound = 999_999_999_999_999;
    private const string Sequence = "seq";
    private readonly List<Part> before = [], after = [];

    private NumberFormat(IReadOnlyList<Part> parts)
    {
        var place = parts.ToList().FindIndex(part => part.Place == Sequence);
        before.AddRange(parts.Take(place));
        after.AddRange(parts.Skip(place + 1));
        Digits = parts[place].Zeros is { Length: > 0 } digits ? digits : "0";
    }

    /// <summary>Parts before the sequence, and after it.</summary>
    public (IReadOnlyList<Part> Before, IReadOnlyList<Part> After) Parts => (before, after);

    /// <summary>The dates and fields of the pattern, in their order: each combination of their values has a sequence of its own.</summary>
    public IEnumerable<string> Scope => before.Concat(after).Select(part => part.Place).OfType<string>();

    /// <summary>Paths of the fields in the pattern.</summary>
    public IEnumerable<string> Fields => Scope.Except(Places);

    /// <summary>How a place in the sequence is written: a format of whole numbers.</summary>
    public string Digits { get; }

    /// <summary>Parses a pattern; null with the reason, and the place that is not known, where it is none.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="isField">Whether a path begins with a field of the entity.</param>
    /// <param name="reason">What is wrong.</param>
    /// <param name="unknown">The place that means nothing.</param>
    public static NumberFormat? Parse(string pattern, Func<string, bool> isField, out Message? reason, out string? unknown)
    {
        var parts = Split(pattern).ToList();
        // Only the sequence has digits to choose: a year is always written whole.
        var wrong = parts.Find(part =>
            part.Place is not null && (!Places.Contains(part.Place) && !isField(part.Place)
                || part.Zeros is not null && part.Place != Sequence));
        unknown = wrong?.Place;
        reason = wrong is not null
            ? new("problem.number.place", wrong.Zeros is not null && wrong.Place != Sequence ? wrong.Text : $"{{{wrong.Place}}}")
            : parts.Count(part => part.Place == Sequence) != 1 ? new("problem.number.seq", "{seq:00000}")
            : parts.Exists(part => part.Place is null && part.Text.AsSpan().ContainsAny('{', '}')) ? new("problem.number.brace", pattern)
            : null;
        return reason is null ? new(parts) : null;
    }

    /// <summary>Parses a pattern that linking has let pass.</summary>
    public static NumberFormat Of(string pattern) =>
        Parse(pattern, _ => true, out var reason, out _)
            ?? throw new FormatException($"'{pattern}' is no pattern of a number: {reason!.Key}");

    private static IEnumerable<Part> Split(string pattern)
    {
        var end = 0;
        foreach (Match match in Place().Matches(pattern))
        {
            if (match.Index > end) yield return new(pattern[end..match.Index], null, null);
            var zeros = match.Groups["zeros"];
            yield return new(match.Value, match.Groups["place"].Value, zeros.Success ? zeros.Value : null);
            end = match.Index + match.Length;
        }
        if (end < pattern.Length) yield return new(pattern[end..], null, null);
    }

    [GeneratedRegex(@"\{(?<place>[a-z][a-z0-9_.]*)(:(?<zeros>0{1,12}))?\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    /// <summary>A part of a pattern as written: a place with its zeros, or text as it is.</summary>
    internal sealed record Part(string Text, string? Place, string? Zeros);
}
