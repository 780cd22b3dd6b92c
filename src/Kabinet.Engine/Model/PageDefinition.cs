using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary><c>pages/requests.yaml</c>: one page, its address, roles and blocks.</summary>
public sealed record PageDefinition : Definition
{
    /// <summary>Key of the page.</summary>
    public required string Page { get; init; }
    /// <summary>Address of the page. On a record page, <c>{id}</c> is the id of the record.</summary>
    public required string Path { get; init; }
    /// <summary>Title in the menu and at the top.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>One line under the title.</summary>
    public LocalizedText? Lead { get; init; }
    /// <summary>Roles that have the page; other users get a 404. <c>guest</c> opens it to visitors who have not signed in.</summary>
    public required IReadOnlyList<string> Roles { get; init; }
    /// <summary>Menu item of the page. If omitted, the page is reached by links only.</summary>
    public MenuDefinition? Menu { get; init; }
    /// <summary>Blocks of the page, top to bottom.</summary>
    public required IReadOnlyList<BlockDefinition> Blocks { get; init; }
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}

/// <summary>The menu item of a page.</summary>
public sealed record MenuDefinition : Definition
{
    /// <summary>Icon by its Tabler name.</summary>
    public string Icon { get; init; } = "point";
    /// <summary>Position in the menu; smaller numbers come first.</summary>
    public int Order { get; init; } = 100;
    /// <summary>Heading of the menu group.</summary>
    public LocalizedText? Group { get; init; }
    /// <summary>Counter beside the title.</summary>
    public CountDefinition? Count { get; init; }
}

/// <summary>The number of records that the user may read.</summary>
public sealed record CountDefinition : Definition
{
    /// <summary>Entity of the records.</summary>
    public required string Entity { get; init; }
    /// <summary>Condition on the records. Default: all.</summary>
    public string? Where { get; init; }
}
