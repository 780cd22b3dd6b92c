using Kabinet.Engine.Model;

namespace Kabinet.Web.Fields;

/// <summary>One input: label above, help below, errors at the field.</summary>
/// <param name="Name">Name sent.</param>
/// <param name="Field">The field that parses it.</param>
/// <param name="Label">Label.</param>
internal sealed record InputView(string Name, Field Field, string Label)
{
    /// <summary>Help under the input.</summary>
    public string? Help { get; init; }
    /// <summary>May stay empty.</summary>
    public bool Optional { get; init; }
    /// <summary>As typed, or as an input writes the present value.</summary>
    public string Text { get; init; } = "";
    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];
    /// <summary>Options of a choice or a reference.</summary>
    public IReadOnlyList<OptionView> Options { get; init; } = [];
    /// <summary>Headings of what stands beside each option.</summary>
    public IReadOnlyList<string> OptionColumns { get; init; } = [];
    /// <summary>Where more options are looked for; null where these are all.</summary>
    public string? OptionsHref { get; init; }
    /// <summary>Keys of the inputs of the same form whose values narrow the options.</summary>
    public IReadOnlyList<string> OptionsBy { get; init; } = [];
    /// <summary>What was looked for without JavaScript.</summary>
    public string? Sought { get; init; }
    /// <summary>Unit after the value.</summary>
    public string? Unit { get; init; }
    /// <summary>First of the form: it has the focus.</summary>
    public bool Focus { get; init; }
    /// <summary>What stands in it when nothing is typed.</summary>
    public string? Suggested { get; init; }
    /// <summary>What was suggested, where another input may change that; null where none does.</summary>
    public string? SuggestedText { get; init; }
    /// <summary>Beginning of the name under which a suggestion is sent back.</summary>
    public const string SuggestedKey = "_suggested.";
    /// <summary>What is suggested in other inputs depends on it.</summary>
    public bool Leads { get; init; }
    /// <summary>Within a row of a table: no label of its own.</summary>
    public bool InRow { get; init; }

    /// <summary>The form it is sent with where it does not stand inside it.</summary>
    public string? FormId { get; init; }

    /// <summary>Id in the document.</summary>
    public string Id => "f-" + Name.Replace('.', '-');
    /// <summary>How fields of this kind are entered.</summary>
    public required FieldLook Look { get; init; }
    /// <summary>The browser fills in only what is the person's own; a client's phone is not.</summary>
    public string Autocomplete => "off";
    /// <summary>Must be filled in before the form is sent.</summary>
    public bool IsRequired => !Optional;
    /// <summary>Something is wrong with it.</summary>
    public bool IsInvalid => Errors.Count > 0;
    /// <summary>Name for readers of screens where no label stands beside it.</summary>
    public string? AriaLabel => InRow ? Label : null;
    /// <summary>For <c>aria-invalid</c>.</summary>
    public string? AriaInvalid => IsInvalid ? "true" : null;
    /// <summary>Ids of what explains it.</summary>
    public string? DescribedBy => (Errors.Count > 0, Help) switch
    {
        (true, not null) => $"{Id}-errors {Id}-help",
        (true, null) => $"{Id}-errors",
        (false, not null) => $"{Id}-help",
        _ => null,
    };
}

/// <summary>One option: value sent, name, what stands beside it.</summary>
internal sealed record OptionView(string Value, string Title, IReadOnlyList<string> Beside)
{
    public string? Color { get; init; }
}
