using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Reading;

/// <summary>
/// Records of a query put into groups: how many are in each, and what they come to. A record counts only where one grant of the reader
/// shows it with the fields it is grouped and narrowed by, and adds to a measure only where that grant shows the measured field too;
/// nothing is told of a cell he may not see.
/// </summary>
/// <param name="Rows">Which records; its columns, order and page mean nothing here.</param>
/// <param name="By">What makes a group, one to three keys. A path the reader may not see is refused.</param>
public sealed record GroupQuery(RecordQuery Rows, IReadOnlyList<GroupKey> By)
{
    /// <summary>What is worked out for each group besides the count.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];
    /// <summary>Which groups come first, and so which remain where there are too many.</summary>
    public GroupOrder Order { get; init; } = GroupOrder.Largest;
    /// <summary>Groups read, 1 to 500; <see cref="GroupPage.More"/> says that there are others.</summary>
    public int Most { get; init; } = 100;
    /// <summary>
    /// The groups wanted, by values of the only key; each is then read no further than <see cref="RecordBound.Cap"/>. Null for all groups,
    /// for which every record is read.
    /// </summary>
    public RecordBound? Among { get; init; }
}

/// <summary>Some groups, each with a bound on the records read for it.</summary>
/// <param name="Values">Values of the key.</param>
/// <param name="Cap">Beyond it a group is counted as one more and has no measures.</param>
public sealed record RecordBound(IReadOnlyList<object> Values, int Cap);

/// <summary>One key of a group.</summary>
/// <param name="Path">A field, or a path through references.</param>
/// <param name="Period">For a day or a moment: the period it falls into, in the zone of the solution; the key is then the first day of the
/// period.</param>
public sealed record GroupKey(FieldPath Path, Period Period = Period.None);

/// <summary>Something worked out of the records of a group.</summary>
/// <param name="Aggregation">Sum of a number; least or greatest of a number, a day or a moment.</param>
/// <param name="Path">Of which field.</param>
public sealed record Measure(Aggregation Aggregation, FieldPath Path);

/// <summary>Which groups come first.</summary>
public enum GroupOrder
{
    /// <summary>The greatest first measure, or the greatest count where none is asked.</summary>
    Largest,
    /// <summary>By the keys: choices as they are defined, days and numbers upwards, texts as lists order them; no value last.</summary>
    Key,
}

/// <summary>Groups of records.</summary>
/// <param name="Groups">In the order asked.</param>
/// <param name="More">There are groups beyond those read.</param>
public sealed record GroupPage(IReadOnlyList<Group> Groups, bool More);

/// <summary>One group.</summary>
/// <param name="Keys">Values of the keys; null where the records have none.</param>
/// <param name="Labels">Names of the records that keys refer to, under the reader's rights; null where a key is no reference or its record
/// is not his to name.</param>
/// <param name="Count">Records.</param>
/// <param name="Values">What the measures come to: a sum of nothing is zero, a least or greatest of nothing null; <see
/// cref="Record.Hidden"/> where the reader may not see the field.</param>
public sealed record Group(IReadOnlyList<object?> Keys, IReadOnlyList<string?> Labels, int Count, IReadOnlyList<object?> Values);
