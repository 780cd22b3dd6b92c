using System.Data.Common;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Reading;

/// <summary>One SELECT compiled for one shape of question and one set of roles, and how its rows become records.</summary>
internal sealed class ListPlan
{
    public required StatementTemplate Statement { get; init; }
    public required RecordShape Shape { get; init; }
    /// <summary>
    /// For each column: its type, the index of the referenced record's label or -1, and the index of the yes/no that shows the cell or -1.
    /// </summary>
    public required (DataType Type, int Label, DataType LabelType, int Mask)[] Cells { get; init; }
    public required (int Ordinal, DataType Type)[] OrderKeys { get; init; }
    public required JudgedTransition[] Transitions { get; init; }
    /// <summary>Column indexes of the update and delete rules; null when not requested.</summary>
    public (int Update, int Delete)? Rights { get; init; }

    /// <summary>Column index of the state before the present one; -1 when not requested.</summary>
    public int Previous { get; init; } = -1;

    private const int IdOrdinal = 0, VersionOrdinal = 1, FirstCell = 2;

    public Record Read(Dialect dialect, DbDataReader row, bool canUpdate = false, bool canDelete = false) =>
        new(Shape, Values(dialect, row))
    {
        Id = row.GetInt64(IdOrdinal),
        Version = row.GetInt32(VersionOrdinal),
        Labels = Labels(dialect, row),
        Transitions = Transitions.Length == 0 ? [] : [.. Transitions.Select(transition => transition.Read(dialect, row))],
        PreviousStatus = Previous < 0 ? null : (string?)dialect.Get(row, Previous, DataType.Text),
        CanUpdate = canUpdate || Rights is var (update, _) && Shown(dialect, row, update),
        CanDelete = canDelete || Rights is var (_, delete) && Shown(dialect, row, delete),
    };

    public object?[] Keys(Dialect dialect, DbDataReader row)
    {
        var keys = new object?[OrderKeys.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = dialect.Get(row, OrderKeys[i].Ordinal, OrderKeys[i].Type);
        return keys;
    }

    private object?[] Values(Dialect dialect, DbDataReader row)
    {
        var values = new object?[Cells.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Shown(dialect, row, Cells[i].Mask) ? dialect.Get(row, FirstCell + i, Cells[i].Type) : Record.Hidden;
        return values;
    }

    private string?[] Labels(Dialect dialect, DbDataReader row)
    {
        var labels = new string?[Cells.Length];
        for (var i = 0; i < labels.Length; i++)
            if (Cells[i].Label >= 0 && Shown(dialect, row, Cells[i].Mask))
                labels[i] = dialect.Get(row, Cells[i].Label, Cells[i].LabelType)?.ToString();
        return labels;
    }

    private static bool Shown(Dialect dialect, DbDataReader row, int mask) => mask < 0 || dialect.Get(row, mask, DataType.YesNo) is true;
}

/// <summary>Column indexes of a transition's permission and requirements.</summary>
internal sealed record JudgedTransition(Transition Transition, int Permitted, int FirstRequirement)
{
    public Judgement Read(Dialect dialect, DbDataReader row)
    {
        if (dialect.Get(row, Permitted, DataType.YesNo) is not true) return new(Transition, Permitted: false, []);
        var unmet = new List<Requirement>();
        for (var i = 0; i < Transition.Requirements.Count; i++)
            if (dialect.Get(row, FirstRequirement + i, DataType.YesNo) is not true)
                unmet.Add(Transition.Requirements[i]);
        return new(Transition, Permitted: true, unmet);
    }
}
