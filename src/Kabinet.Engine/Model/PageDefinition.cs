using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary><c>pages/requests.yaml</c>: one page, its address, who has it and what stands on it.</summary>
public sealed record PageDefinition : Definition
{
    /// <summary>Key of the page.</summary>
    public required string Page { get; init; }
    /// <summary>Address; <c>{id}</c> stands for the record of the page's record block.</summary>
    public required string Path { get; init; }
    /// <summary>Title in the menu and at the top.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>One line under the title.</summary>
    public LocalizedText? Lead { get; init; }
    /// <summary>Roles that have the page; for anybody else it does not exist. <c>guest</c> opens it to visitors.</summary>
    public required IReadOnlyList<string> Roles { get; init; }
    /// <summary>Place in the menu; absent, the page is reached by links only.</summary>
    public MenuDefinition? Menu { get; init; }
    /// <summary>What stands on the page, top to bottom.</summary>
    public required IReadOnlyList<BlockDefinition> Blocks { get; init; }
    /// <summary>Former key after a rename.</summary>
    public string? Was { get; init; }
}

/// <summary>Where and how a page stands in the menu.</summary>
public sealed record MenuDefinition : Definition
{
    /// <summary>Icon by its Tabler name.</summary>
    public string Icon { get; init; } = "point";
    /// <summary>Order in the menu, small first.</summary>
    public int Order { get; init; } = 100;
    /// <summary>Group heading.</summary>
    public LocalizedText? Group { get; init; }
    /// <summary>Counter beside the title: records of <c>entity</c> where <c>where</c>.</summary>
    public CountDefinition? Count { get; init; }
}

/// <summary>A number of records that a reader sees.</summary>
public sealed record CountDefinition : Definition
{
    /// <summary>Entity counted.</summary>
    public required string Entity { get; init; }
    /// <summary>Which of the records he may read.</summary>
    public string? Where { get; init; }
}
