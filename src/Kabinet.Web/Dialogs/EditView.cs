using Kabinet.Web.Fields;

namespace Kabinet.Web.Dialogs;

/// <summary>One field being edited in its place, or on a page of its own.</summary>
internal sealed record EditView(string FrameId, string Title, string Subject, string Action, int Version, string Back, InputView Input)
{
    /// <summary>The same field was changed by somebody meanwhile.</summary>
    public EditConflict? Conflict { get; init; }
    /// <summary>Nothing was sent yet, so a kept draft may be put in.</summary>
    public bool Fresh { get; init; } = true;
    /// <summary>What is wrong besides the field itself.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];
}

/// <summary>Both values of a conflict, and the version with which «keep mine» would win.</summary>
internal sealed record EditConflict(string Mine, string Theirs, int Version);
