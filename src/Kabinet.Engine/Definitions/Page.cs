using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Definitions;

/// <summary>A linked page.</summary>
/// <param name="Definition">What was written.</param>
/// <param name="Roles">Keys of the roles that have it.</param>
/// <param name="Blocks">Linked blocks.</param>
/// <param name="Count">The counter in the menu.</param>
public sealed record Page(PageDefinition Definition, IReadOnlySet<string> Roles, IReadOnlyList<Block> Blocks, Count? Count)
{
    /// <summary>Key.</summary>
    public string Key => Definition.Page;
    /// <summary>The record block that makes it the page of a record (its path has <c>{id}</c>), or null.</summary>
    public RecordBlock? Record => Blocks.OfType<RecordBlock>().FirstOrDefault();
}

/// <summary>Records counted.</summary>
public sealed record Count(Entity Entity, Expression? Where);

/// <summary>A linked block; <see cref="When"/> is over the page's record.</summary>
/// <param name="Key">Unique on its page and stable: its place, as <c>grid-0</c>; names frames and URL parameters.</param>
/// <param name="Title">Heading.</param>
/// <param name="Roles">Keys of the roles that see it; null for all of the page.</param>
/// <param name="When">Condition over the page's record.</param>
public abstract record Block(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When)
{
    /// <summary>Read only when it comes into sight.</summary>
    public bool IsLazy { get; init; }
    /// <summary>The platform ability without which the block is not there; null for none.</summary>
    public virtual string? Ability => null;
}

/// <summary>Linked grid; its entity is that of the collection where <see cref="Of"/> is given.</summary>
public sealed record GridBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When, GridBlockDefinition Definition, Entity Entity, Collection? Of,
    Expression? Where, IReadOnlyList<Column> Columns, IReadOnlyList<Column> More, IReadOnlyList<FieldPath> Filters, IReadOnlyDictionary<string, QuickView> Quick,
    IReadOnlyList<Order> Sort, Page? Create, IReadOnlyList<Field> Sum) : Block(Key, Title, Roles, When);

/// <summary>A linked column; null roles are everybody.</summary>
public sealed record Column(ColumnDefinition Definition, FieldPath Path, IReadOnlyList<FieldPath> Under, IReadOnlySet<string>? Roles);

/// <summary>One step of an order.</summary>
public sealed record Order(FieldPath Path, bool Descending);

/// <summary>A linked quick view; null roles are everybody.</summary>
public sealed record QuickView(string Key, QuickViewDefinition Definition, Expression? Where, IReadOnlyList<Order> Sort, IReadOnlySet<string>? Roles);

/// <summary>Linked form.</summary>
public sealed record FormBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When, FormBlockDefinition Definition, Entity Entity,
    IReadOnlyList<Section> Sections, IReadOnlyList<(Collection Collection, IReadOnlyList<Field> Fields)> Rows, IReadOnlyList<FileGroup> Files, Transition? Submit) : Block(Key, Title, Roles, When);

/// <summary>A linked section; on a record its paths may go through references.</summary>
public sealed record Section(SectionDefinition Definition, IReadOnlyList<FieldPath> Fields);

/// <summary>Linked record block.</summary>
public sealed record RecordBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When, RecordBlockDefinition Definition, Entity Entity,
    FieldPath? Subtitle, IReadOnlyList<Section> Sections, IReadOnlyList<Block> Blocks, IReadOnlyDictionary<string, Tab> Tabs) : Block(Key, Title, Roles, When);

/// <summary>A linked tab.</summary>
public sealed record Tab(string Key, TabDefinition Definition, IReadOnlyList<Block> Blocks, IReadOnlySet<string>? Roles);

/// <summary>Linked board.</summary>
public sealed record BoardBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When, BoardBlockDefinition Definition, Entity Entity,
    Expression? Where, IReadOnlyList<State> States, IReadOnlyList<FieldPath> Card, Field? Sum, IReadOnlyList<FieldPath> Filters, IReadOnlyList<Order> Sort) : Block(Key, Title, Roles, When);

/// <summary>Linked list of what waits.</summary>
public sealed record WaitingBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When, WaitingBlockDefinition Definition, Entity Entity,
    IReadOnlyList<WaitingGroup> Groups, IReadOnlyList<FieldPath> Columns) : Block(Key, Title, Roles, When);

/// <summary>A linked group of what waits.</summary>
public sealed record WaitingGroup(string Key, WaitingGroupDefinition Definition, Expression Where, Transition? Transition);

/// <summary>Linked numbers.</summary>
public sealed record MetricsBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When, IReadOnlyList<Metric> Tiles) : Block(Key, Title, Roles, When);

/// <summary>A linked number.</summary>
public sealed record Metric(string Key, MetricDefinition Definition, Entity Entity, Expression? Where, Field? Sum)
{
    /// <summary>What has a number for each of its values; null for one number.</summary>
    public FieldPath? By { get; init; }
}

/// <summary>Linked files; empty groups mean all.</summary>
public sealed record FilesBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When, IReadOnlyList<FileGroup> Groups) : Block(Key, Title, Roles, When);

/// <summary>Linked history.</summary>
public sealed record HistoryBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When) : Block(Key, Title, Roles, When);

/// <summary>Linked text.</summary>
public sealed record TextBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When, LocalizedText Text) : Block(Key, Title, Roles, When);

/// <summary>Linked account of the page's person.</summary>
public sealed record AccountBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When) : Block(Key, Title, Roles, When)
{
    /// <inheritdoc/>
    public override string? Ability => Definitions.Ability.Users;
}

/// <summary>Linked invitation.</summary>
public sealed record InvitationBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When) : Block(Key, Title, Roles, When)
{
    /// <inheritdoc/>
    public override string? Ability => Definitions.Ability.Users;
}

/// <summary>Linked letters.</summary>
public sealed record LettersBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When) : Block(Key, Title, Roles, When)
{
    /// <inheritdoc/>
    public override string? Ability => Definitions.Ability.Users;
}

/// <summary>Linked list of people; its filters are the choices and references that the solution put on them.</summary>
public sealed record PeopleBlock(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When, Entity Entity, IReadOnlyList<FieldPath> Filters) : Block(Key, Title, Roles, When)
{
    /// <inheritdoc/>
    public override string? Ability => Definitions.Ability.Users;
}
