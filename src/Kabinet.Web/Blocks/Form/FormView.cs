using Kabinet.Engine.Model;
using Kabinet.Web.Fields;

namespace Kabinet.Web.Blocks;

/// <summary>A form for a new record, or for one that is gone on with.</summary>
internal sealed record FormView
{
    /// <summary>Whether it makes people or changes who somebody is.</summary>
    public bool MakesPeople { get; init; }
    public required string Action { get; init; }
    /// <summary>Where it stands, so that a refusal draws the same page.</summary>
    public required string PageKey { get; init; }
    public required string BlockKey { get; init; }
    /// <summary>The record that is gone on with; null for a new one.</summary>
    public EditedRecord? Edited { get; init; }
    public required IReadOnlyList<InputSection> Sections { get; init; }
    public IReadOnlyList<FormFiles> Files { get; init; } = [];
    /// <summary>The consent that is asked for.</summary>
    public ConsentView? Consent { get; init; }
    /// <summary>Text of the button that saves.</summary>
    public required string Button { get; init; }
    /// <summary>The transition offered as the primary button.</summary>
    public FormSubmit? Submit { get; init; }
    public IReadOnlyList<ErrorLine> Errors { get; init; } = [];
    /// <summary>Name under which the browser keeps what is typed.</summary>
    public required string DraftKey { get; init; }
    /// <summary>Name of the field that only programs fill in.</summary>
    public const string Trap = "_homepage";
    /// <summary>Whether it has that field: everybody may send the form.</summary>
    public bool HasTrap { get; init; }
    /// <summary>Nothing was sent yet, so a kept draft may be put in.</summary>
    public bool Fresh { get; init; }
}

/// <summary>The record of a form, the version its values were read at, and the address of the form.</summary>
internal sealed record EditedRecord(long Id, int Version, string Address);

/// <summary>Inputs under a heading, or the rows of a collection.</summary>
internal sealed record InputSection(string? Title, IReadOnlyList<InputView> Inputs, FormRows? Rows = null);

/// <summary>Rows of a collection: the filled ones with a blank one after them, and the template of one more.</summary>
/// <param name="Known">Parts that the form showed when it was drawn first; one that is missing when it is sent was taken away.</param>
internal sealed record FormRows(string Key, string Title, IReadOnlyList<string> Columns, IReadOnlyList<FormRow> Rows, FormRow Template,
    IReadOnlyList<long> Known, IReadOnlyList<string> Errors)
{
    /// <summary>Id of the first input, where an error of the whole collection leads.</summary>
    public string? Anchor => Rows[0].Inputs[0].Id;
}

/// <summary>One row; a part that exists has an id and the version its values were read at.</summary>
internal sealed record FormRow(string Prefix, IReadOnlyList<InputView> Inputs, long? Id = null, int? Version = null)
{
    public IReadOnlyList<string> Errors { get; init; } = [];
}

/// <summary>A group of files to send along.</summary>
/// <param name="Key">Key of the group.</param>
/// <param name="Title">Its title.</param>
/// <param name="Label">Label of the input.</param>
/// <param name="Help">What is said about it.</param>
internal sealed record FormFiles(string Key, string Title, string Label, string? Help)
{
    /// <summary>Nothing need be chosen.</summary>
    public bool Optional { get; init; } = true;
    public IReadOnlyList<string> Errors { get; init; } = [];
    /// <summary>Name of the input.</summary>
    public string Name => AskedFiles.NameOf(Key);
    /// <summary>Id of the input, where its error leads.</summary>
    public string Id => $"files-{Key}";

    /// <summary>Ids of what explains the input.</summary>
    public string? DescribedBy => (Errors.Count > 0, Help) switch
    {
        (true, not null) => $"{Id}-errors {Id}-help",
        (true, null) => $"{Id}-errors",
        (false, not null) => $"{Id}-help",
        _ => null,
    };
}

/// <summary>The checkbox of a consent, with the page of what is agreed to.</summary>
internal sealed record ConsentView(string Name, string Title, string PageTitle, string PageHref, bool Given, IReadOnlyList<string> Errors);

/// <summary>«Отправить заявку»: save, then take the transition.</summary>
internal sealed record FormSubmit(string Key, string Title, string? Hint);

/// <summary>One line of the summary of errors; <paramref name="Anchor"/> is the input it jumps to.</summary>
internal sealed record ErrorLine(string? Anchor, string Text);
