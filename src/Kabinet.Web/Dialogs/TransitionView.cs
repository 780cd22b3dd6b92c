using Kabinet.Web.Blocks;
using Kabinet.Web.Fields;

namespace Kabinet.Web.Dialogs;

/// <summary>The dialog of a transition, for one record or for several chosen ones.</summary>
internal sealed record TransitionView
{
    public required string Title { get; init; }
    /// <summary>The record's name, or how many are chosen.</summary>
    public required string Subject { get; init; }
    /// <summary>Where it posts.</summary>
    public required string Action { get; init; }
    /// <summary>Where to go afterwards.</summary>
    public required string Back { get; init; }
    /// <summary>Version of the record that it is shown for; null for several records.</summary>
    public int? Version { get; init; }
    public IReadOnlyList<InputView> Inputs { get; init; } = [];
    public CommentView? Comment { get; init; }
    /// <summary>Groups that files are asked for.</summary>
    public IReadOnlyList<FormFiles> Files { get; init; } = [];
    /// <summary>What was said when the record came to its present state.</summary>
    public WordView? Word { get; init; }
    /// <summary>What the record holds of what is decided.</summary>
    public IReadOnlyList<FieldView> Facts { get; init; } = [];
    /// <summary>What will happen, who will be told.</summary>
    public IReadOnlyList<string> Consequences { get; init; } = [];
    /// <summary>Why it cannot be taken yet; then there is no button.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];
    /// <summary>Nothing was sent yet, so a kept draft may be put in.</summary>
    public bool Fresh { get; init; } = true;
    public IReadOnlyList<ErrorLine> Errors { get; init; } = [];
    /// <summary>Somebody was faster.</summary>
    public string? Conflict { get; init; }
    public bool Danger { get; init; }
    /// <summary>Whether it changes who somebody is.</summary>
    public bool ChangesPeople { get; init; }
    /// <summary>Ids of the chosen records.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];
}

/// <summary>Somebody's words.</summary>
internal sealed record WordView(string Who, string Words);

/// <summary>The comment asked, named by what it is for.</summary>
internal sealed record CommentView(string Label, string? Help, bool Optional, string Text, IReadOnlyList<string> Errors)
{
    /// <summary>Ids of what explains it.</summary>
    public string? DescribedBy => (Errors.Count > 0, Help) switch
    {
        (true, not null) => "f-comment-errors f-comment-help",
        (true, null) => "f-comment-errors",
        (false, not null) => "f-comment-help",
        _ => null,
    };
}

/// <summary>Steps of a record as a menu (the status pill, the card of a board).</summary>
internal sealed record TransitionsView(string Subject, string FrameId, string Back, string? Href, IReadOnlyList<ActionView> Actions);
