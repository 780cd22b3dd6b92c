using Kabinet.Web.Fields;

namespace Kabinet.Web.Blocks;

/// <summary>A form for a new record.</summary>
internal sealed record FormView
{
    /// <summary>Whether it makes people or changes who somebody is.</summary>
    public bool MakesPeople { get; init; }
    public required string Action { get; init; }
    /// <summary>Where it stands, so that a refusal draws the same page.</summary>
    public required string PageKey { get; init; }
    public required string BlockKey { get; init; }
    public required IReadOnlyList<InputSection> Sections { get; init; }
    public IReadOnlyList<FormRows> Rows { get; init; } = [];
    public IReadOnlyList<FormFiles> Files { get; init; } = [];
    /// <summary>Text of the button that saves.</summary>
    public required string Button { get; init; }
    /// <summary>The transition offered as the primary button.</summary>
    public FormSubmit? Submit { get; init; }
    public IReadOnlyList<ErrorLine> Errors { get; init; } = [];
    /// <summary>Name under which the browser keeps what is typed.</summary>
    public required string DraftKey { get; init; }
    /// <summary>Nothing was sent yet, so a kept draft may be put in.</summary>
    public bool Fresh { get; init; }
}

/// <summary>Inputs under a heading.</summary>
internal sealed record InputSection(string? Title, IReadOnlyList<InputView> Inputs);

/// <summary>Rows of a collection: the filled ones with a blank one after them, and the template of one more.</summary>
internal sealed record FormRows(string Key, string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<InputView>> Rows,
    IReadOnlyList<InputView> Template, IReadOnlyList<string> Errors);

/// <summary>A group of files to send along.</summary>
internal sealed record FormFiles(string Key, string Title, string? Help);

/// <summary>«Отправить заявку»: save, then take the transition.</summary>
internal sealed record FormSubmit(string Key, string Title, string? Hint);

/// <summary>One line of the summary of errors; <paramref name="Anchor"/> is the input it jumps to.</summary>
internal sealed record ErrorLine(string? Anchor, string Text);
