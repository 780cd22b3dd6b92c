namespace Kabinet.Engine.Definitions;

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

/// <summary>One part of a page.</summary>
[Kinds("block", typeof(AccountBlockDefinition), typeof(BoardBlockDefinition), typeof(FilesBlockDefinition), typeof(FormBlockDefinition), typeof(GridBlockDefinition), typeof(HistoryBlockDefinition),
    typeof(InvitationBlockDefinition), typeof(LettersBlockDefinition), typeof(MetricsBlockDefinition), typeof(PeopleBlockDefinition), typeof(RecordBlockDefinition), typeof(TextBlockDefinition),
    typeof(WaitingBlockDefinition))]
public abstract record BlockDefinition : Definition
{
    /// <summary>Kind of the block.</summary>
    public required string Block { get; init; }
    /// <summary>Heading.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Roles that see the block; absent, all of the page.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
    /// <summary>On a record page: condition under which the block is shown.</summary>
    public string? When { get; init; }
    /// <summary>Read only when it comes into sight, its place is kept meanwhile: for a list, numbers, what waits, files or history far down a page.</summary>
    public bool Lazy { get; init; }
}

/// <summary>A list of records with filters, quick views, sorting, selection.</summary>
public sealed record GridBlockDefinition : BlockDefinition
{
    /// <summary>Entity of the rows; absent where <see cref="Of"/> says it.</summary>
    public string? Entity { get; init; }
    /// <summary>On a record page: the collection of that record (<c>lines</c>) whose records are the rows.</summary>
    public string? Of { get; init; }
    /// <summary>Which of the records that the reader may see.</summary>
    public string? Where { get; init; }
    /// <summary>Columns shown; a role sees only those it may.</summary>
    public required IReadOnlyList<ColumnDefinition> Columns { get; init; }
    /// <summary>Columns that may be switched on.</summary>
    public IReadOnlyList<ColumnDefinition> More { get; init; } = [];
    /// <summary>Fields offered as filters.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];
    /// <summary>Quick views, shown as tabs with counts.</summary>
    public IReadOnlyDictionary<string, QuickViewDefinition> Quick { get; init; } = new Dictionary<string, QuickViewDefinition>();
    /// <summary>Order: field, <c>-field</c> for the reverse.</summary>
    public string? Sort { get; init; }
    /// <summary>Key of the page with the form for a new record.</summary>
    public string? Create { get; init; }
    /// <summary>Rows are added and changed in place (for short collections such as lines).</summary>
    public bool Inline { get; init; }
    /// <summary>Fields summed under the list.</summary>
    public IReadOnlyList<string> Sum { get; init; } = [];
    /// <summary>What to say and do when there is nothing.</summary>
    public LocalizedText? Empty { get; init; }
    /// <summary>Rows a page.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>One column: a field or a path through references.</summary>
[ShortForm(nameof(Field))]
public sealed record ColumnDefinition : Definition
{
    /// <summary>Field or path (<c>partner.title</c>).</summary>
    public required string Field { get; init; }
    /// <summary>Heading that replaces the field's label.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Fields of the quiet second line of the cell.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];
    /// <summary>The column that names the row: links to the record, two lines, widest.</summary>
    public bool Main { get; init; }
    /// <summary>Roles that the column, and the filter by its field, is of use to; absent, all who may see the field.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
}

/// <summary>A named condition of a list.</summary>
public sealed record QuickViewDefinition : Definition
{
    /// <summary>Text of the tab.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Which records; absent, all.</summary>
    public string? Where { get; init; }
    /// <summary>Order of this view.</summary>
    public string? Sort { get; init; }
    /// <summary>Roles that the view is of use to; absent, all of the list.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
}

/// <summary>A form for a new record.</summary>
public sealed record FormBlockDefinition : BlockDefinition
{
    /// <summary>Entity of the record.</summary>
    public required string Entity { get; init; }
    /// <summary>Sections of fields.</summary>
    public required IReadOnlyList<SectionDefinition> Sections { get; init; }
    /// <summary>Rows of a collection filled in the same form (<c>lines</c>), with its fields.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Rows { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
    /// <summary>File groups offered in the same form.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
    /// <summary>Text of the button that saves.</summary>
    public LocalizedText? Button { get; init; }
    /// <summary>Transition offered as the second, primary button («Отправить заявку»): save, then run it.</summary>
    public string? Submit { get; init; }
    /// <summary>What is said when it is done and no record page exists for the reader (a guest).</summary>
    public LocalizedText? Thanks { get; init; }
}

/// <summary>Fields under a heading.</summary>
public sealed record SectionDefinition : Definition
{
    /// <summary>Heading.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Fields in order; those the reader may not see are left out. On a record <c>*</c> stands for the solution's fields that no other section has.</summary>
    public required IReadOnlyList<string> Fields { get; init; }
    /// <summary>On a record: stands in the side column.</summary>
    public bool Side { get; init; }
}

/// <summary>One record: head with status and transitions, sections, tabs.</summary>
public sealed record RecordBlockDefinition : BlockDefinition
{
    /// <summary>Entity of the record.</summary>
    public required string Entity { get; init; }
    /// <summary>Field under the number in the head.</summary>
    public string? Subtitle { get; init; }
    /// <summary>Sections of the overview.</summary>
    public IReadOnlyList<SectionDefinition> Sections { get; init; } = [];
    /// <summary>Blocks of the overview under the main sections (lines, files).</summary>
    public IReadOnlyList<BlockDefinition> Blocks { get; init; } = [];
    /// <summary>Tabs after the overview.</summary>
    public IReadOnlyDictionary<string, TabDefinition> Tabs { get; init; } = new Dictionary<string, TabDefinition>();
}

/// <summary>One tab of a record.</summary>
public sealed record TabDefinition : Definition
{
    /// <summary>Text of the tab.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>What stands on it.</summary>
    public required IReadOnlyList<BlockDefinition> Blocks { get; init; }
    /// <summary>Roles that have the tab; absent, all of the page.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
}

/// <summary>Columns by status, cards that move by transitions.</summary>
public sealed record BoardBlockDefinition : BlockDefinition
{
    /// <summary>Entity of the cards; it has a lifecycle.</summary>
    public required string Entity { get; init; }
    /// <summary>Which records.</summary>
    public string? Where { get; init; }
    /// <summary>States that are columns, in order; absent, all that are not aside.</summary>
    public IReadOnlyList<string> States { get; init; } = [];
    /// <summary>The first field names the card, up to four more stand on it.</summary>
    public required IReadOnlyList<string> Card { get; init; }
    /// <summary>Field summed in the head of a column.</summary>
    public string? Sum { get; init; }
    /// <summary>Fields offered as filters.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];
    /// <summary>Order within a column.</summary>
    public string? Sort { get; init; }
}

/// <summary>What waits for the reader now: groups of records, worst first, each with the one button that moves it on.</summary>
public sealed record WaitingBlockDefinition : BlockDefinition
{
    /// <summary>Entity of the records.</summary>
    public required string Entity { get; init; }
    /// <summary>Groups by key.</summary>
    public required IReadOnlyDictionary<string, WaitingGroupDefinition> Groups { get; init; }
    /// <summary>Fields of the line: the first names it, the others are quiet.</summary>
    public required IReadOnlyList<string> Columns { get; init; }
    /// <summary>What is said when nothing waits.</summary>
    public LocalizedText? Empty { get; init; }
}

/// <summary>One group of what waits.</summary>
public sealed record WaitingGroupDefinition : Definition
{
    /// <summary>Heading («Ждут распределения»).</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Which records.</summary>
    public required string Where { get; init; }
    /// <summary>The transition on the button; absent, the line only opens.</summary>
    public string? Transition { get; init; }
    /// <summary>Lines shown.</summary>
    public int Limit { get; init; } = 8;
}

/// <summary>A row of numbers, each opening its list.</summary>
public sealed record MetricsBlockDefinition : BlockDefinition
{
    /// <summary>The tiles by key.</summary>
    public required IReadOnlyDictionary<string, MetricDefinition> Tiles { get; init; }
}

/// <summary>One number.</summary>
public sealed record MetricDefinition : Definition
{
    /// <summary>What it counts.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Entity measured.</summary>
    public required string Entity { get; init; }
    /// <summary>Which of the records the reader may see.</summary>
    public string? Where { get; init; }
    /// <summary>Field summed; absent, records are counted.</summary>
    public string? Sum { get; init; }
    /// <summary>
    /// Field or path (<c>partner.branch</c>) of a choice, a reference or a yes-no: a number for each of its values. The link then opens the
    /// list narrowed to the value; the list has a filter by this field.
    /// </summary>
    public string? By { get; init; }
    /// <summary>Address opened by a click, usually a list with the same condition (<c>/requests?view=late</c>).</summary>
    public string? Link { get; init; }
    /// <summary>Meaning of a number above zero: ok, soon, late, note.</summary>
    [OneOf("ok", "soon", "late", "note")]
    public string? Tone { get; init; }
}

/// <summary>Groups of files of the page's record.</summary>
public sealed record FilesBlockDefinition : BlockDefinition
{
    /// <summary>Groups shown, in order; absent, all the reader may see.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}

/// <summary>The history of the page's record.</summary>
public sealed record HistoryBlockDefinition : BlockDefinition;

/// <summary>Markdown.</summary>
public sealed record TextBlockDefinition : BlockDefinition
{
    /// <summary>The text.</summary>
    public required LocalizedText Text { get; init; }
}

/// <summary>On the page of a <c>user</c>: his roles, whether he may sign in, his sessions and password. Only for those with the ability <c>users</c>.</summary>
public sealed record AccountBlockDefinition : BlockDefinition;

/// <summary>The form that lets a person in. Only for those with the ability <c>users</c>.</summary>
public sealed record InvitationBlockDefinition : BlockDefinition;

/// <summary>The letters that the platform has written, the latest first. Only for those with the ability <c>users</c>.</summary>
public sealed record LettersBlockDefinition : BlockDefinition;

/// <summary>Everybody who has an account, with roles and last sign-in. Only for those with the ability <c>users</c>.</summary>
public sealed record PeopleBlockDefinition : BlockDefinition;
