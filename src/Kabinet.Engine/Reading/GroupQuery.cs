using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Reading;

/// <summary>
/// Groups the records of a query, with the count and measures of each group. A record counts only where one grant of the actor
/// shows it together with the fields of the keys and filters. It adds to a measure only where that grant also shows the measured field.
/// Groups therefore reveal nothing about hidden cells.
/// </summary>
/// <param name="Rows">Which records; columns, order and page are ignored.</param>
/// <param name="By">One to three group keys. A path the actor may not see is rejected.</param>
public sealed record GroupQuery(RecordQuery Rows, IReadOnlyList<GroupKey> By)
{
    /// <summary>Values computed for each group besides the count.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];
    /// <summary>Order of the groups; the first ones are kept when there are too many.</summary>
    public GroupOrder Order { get; init; } = GroupOrder.Largest;
    /// <summary>Groups read, 1 to 500; <see cref="GroupPage.More"/> says that there are others.</summary>
    public int Most { get; init; } = 100;
    /// <summary>
    /// Requested values of a single key; each group then reads at most <see cref="RecordBound.Cap"/> records. Null for all groups, which
    /// reads every record.
    /// </summary>
    public RecordBound? Among { get; init; }
}

/// <summary>The requested groups, with a limit on the records read for each.</summary>
/// <param name="Values">Values of the key.</param>
/// <param name="Cap">Most records per group. A larger group has the count <c>Cap + 1</c> and no measures.</param>
public sealed record RecordBound(IReadOnlyList<object> Values, int Cap);

/// <summary>One key of a group.</summary>
/// <param name="Path">A field, or a path through references.</param>
/// <param name="Period">For a day or a moment: the calendar period, in the solution's time zone; the key is then the first day of the
/// period.</param>
public sealed record GroupKey(FieldPath Path, Period Period = Period.None);

/// <summary>A value computed over the records of a group.</summary>
/// <param name="Aggregation">Sum of a number; minimum or maximum of a number, a day or a moment.</param>
/// <param name="Path">The measured field.</param>
public sealed record Measure(Aggregation Aggregation, FieldPath Path);

/// <summary>Order of groups.</summary>
public enum GroupOrder
{
    /// <summary>By the first measure, or by the count when there are no measures, descending.</summary>
    Largest,
    /// <summary>By the keys: choices in definition order, days and numbers ascending, texts as in lists; null last.</summary>
    Key,
}

/// <summary>Result of a group query.</summary>
/// <param name="Groups">In the requested order.</param>
/// <param name="More">There are groups beyond those read.</param>
public sealed record GroupPage(IReadOnlyList<Group> Groups, bool More);

/// <summary>One group.</summary>
/// <param name="Keys">Values of the keys; null where the records have none.</param>
/// <param name="Labels">Labels of the referenced records; null where a key is not a reference or the actor may not see the
/// label.</param>
/// <param name="Count">Records.</param>
/// <param name="Values">Values of the measures: an empty sum is zero, an empty minimum or maximum null; <see
/// cref="Record.Hidden"/> where the actor may not see the field.</param>
public sealed record Group(IReadOnlyList<object?> Keys, IReadOnlyList<string?> Labels, int Count, IReadOnlyList<object?> Values);
