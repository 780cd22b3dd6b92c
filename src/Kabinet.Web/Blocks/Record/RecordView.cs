using Kabinet.Engine.Model;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>The page of one record.</summary>
internal sealed record RecordView
{
    public required Entity Entity { get; init; }
    public required long Id { get; init; }
    public required int Version { get; init; }
    /// <summary>Its number where it has one besides its name.</summary>
    public string? Number { get; init; }
    public required string Title { get; init; }
    public string? Subtitle { get; init; }
    public StatusView? Status { get; init; }
    /// <summary>It is kept but does not count.</summary>
    public bool IsVoid { get; init; }
    public StageLine? Stages { get; init; }
    /// <summary>What the platform is going to do to it.</summary>
    public IReadOnlyList<ComingMove> Coming { get; init; } = [];
    /// <summary>What was said when it came to its present state.</summary>
    public CalloutView? Callout { get; init; }
    public required ActionsView Actions { get; init; }
    public required IReadOnlyList<TabView> Tabs { get; init; }
    public IReadOnlyList<SectionView> Main { get; init; } = [];
    public IReadOnlyList<SectionView> Side { get; init; } = [];
    public IReadOnlyList<BlockView> Blocks { get; init; } = [];
    /// <summary>The form in which the record is gone on with; null where it is not.</summary>
    public string? ContinueHref { get; init; }
    public bool CanDelete { get; init; }
    /// <summary>Address of this view, to come back to.</summary>
    public required string Back { get; init; }
}

/// <summary>State as a dot and a word; late when longer in it than its limit.</summary>
internal sealed record StatusView(string Key, string Title, string Color, bool Overdue, Moment? Since);

/// <summary>One tab.</summary>
internal sealed record TabView(string Title, string Href, bool Active)
{
    /// <summary>How much in it the reader has not seen yet.</summary>
    public int Unseen { get; init; }
}

/// <summary>Fields under a heading.</summary>
internal sealed record SectionView(string? Title, IReadOnlyList<FieldView> Fields);

/// <summary>One field of a record.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Cell">Its value, ready to be drawn.</param>
/// <param name="FrameId">Id of the frame that turns into the input.</param>
/// <param name="EditHref">Where it is edited; null where the reader may not.</param>
internal sealed record FieldView(string Label, CellValue Cell, string FrameId, string? EditHref)
{
    // A value longer than this would be a tower of lines in half of a section.
    private const int LongText = 40;

    public bool IsEmpty => Cell.Value is null;
    /// <summary>Class of its width: a text of lines under its label, a long value beside it, both across the section.</summary>
    public string? Width => Cell.Field.Definition.Multiline ? "fact-wide" : Cell.Text.Length > LongText ? "fact-long" : null;
    /// <summary>How its value is made up; null for most.</summary>
    public WorkingView? Working { get; init; }
    /// <summary>Why the reader may not change it any more; null where he may, or never may.</summary>
    public string? Locked { get; init; }
}
