using Kabinet.Web.Fields;

namespace Kabinet.Web.Blocks;

/// <summary>One filter of a list, as its chip and its popover show it.</summary>
/// <param name="Key">Parameter of the address.</param>
/// <param name="Title">What is filtered.</param>
/// <param name="Shape">How it is chosen.</param>
internal sealed record FilterView(string Key, string Title, FilterShape Shape)
{
    /// <summary>The choice in words; null where nothing is chosen.</summary>
    public string? Chosen { get; init; }
    /// <summary>The page its form leads to.</summary>
    public required string Path { get; init; }
    /// <summary>The address without this filter.</summary>
    public string ClearHref { get; init; } = "";
    /// <summary>Options of a choice or a yes/no; for references those chosen.</summary>
    public IReadOnlyList<FilterOption> Options { get; init; } = [];
    /// <summary>Where the options of a reference are read from.</summary>
    public string? OptionsHref { get; init; }
    /// <summary>Lower end of a range, or the text looked for.</summary>
    public string From { get; init; } = "";
    /// <summary>Upper end of a range.</summary>
    public string To { get; init; } = "";
    /// <summary>The rest of the state, kept by its form.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Kept { get; init; } = [];

    public string Id => "filter-" + Key.Replace('.', '-');
}

/// <summary>One option of a filter.</summary>
internal sealed record FilterOption(string Value, string Title, string? Color, bool IsChosen);
