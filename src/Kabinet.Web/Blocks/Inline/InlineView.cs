using Kabinet.Web.Fields;

namespace Kabinet.Web.Blocks;

/// <summary>A short collection whose rows are added and changed in place.</summary>
internal sealed record InlineView
{
    public required string BlockKey { get; init; }
    public required string PageKey { get; init; }
    /// <summary>The record whose collection it is.</summary>
    public required long OwnerId { get; init; }
    /// <summary>Address without a row being edited.</summary>
    public required string Back { get; init; }
    public required IReadOnlyList<InlineColumn> Columns { get; init; }
    public required IReadOnlyList<InlineRow> Rows { get; init; }
    /// <summary>The row being added.</summary>
    public InlineInputs? New { get; init; }
    /// <summary>Opens a blank row; null where the reader may not add.</summary>
    public InlineLink? Add { get; init; }
    /// <summary>Sums by the place of the column.</summary>
    public IReadOnlyDictionary<int, string> Sums { get; init; } = new Dictionary<int, string>();
    public required string Empty { get; init; }
    public bool HasActions => Rows.Any(row => row.EditHref is not null || row.DeleteHref is not null || row.Inputs is not null)
        || New is not null;
}

/// <summary>One column.</summary>
internal sealed record InlineColumn(string Title, bool IsRight, bool IsMain);

/// <summary>A link with its words.</summary>
internal sealed record InlineLink(string Title, string Href);

/// <summary>One row, as values or as inputs.</summary>
internal sealed record InlineRow(long Id, int Version, string Name, IReadOnlyList<CellValue?> Cells)
{
    public string? EditHref { get; init; }
    public string? DeleteHref { get; init; }
    public InlineInputs? Inputs { get; init; }
    /// <summary>It is kept but does not count.</summary>
    public bool IsVoid { get; init; }
}

/// <summary>Inputs of a row by column; null where the column is only shown.</summary>
internal sealed record InlineInputs(string FormId, string Action, IReadOnlyList<InputView?> Cells,
    IReadOnlyDictionary<string, string> Hidden, IReadOnlyList<string> Errors)
{
    /// <summary>Nothing was sent yet, so a kept draft may be put in.</summary>
    public bool Fresh { get; init; }
}
