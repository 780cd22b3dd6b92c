using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Demo;

/// <summary>
/// A demo file (<c>demo/30-requests.yaml</c>): sample data of a solution. First all records and people of all files are created, in the
/// order of names of files and of their needs; then all stories are played by time.
/// </summary>
internal sealed record DemoDefinition : Definition
{
    /// <summary>Seed of random choices; the same seed gives the same data.</summary>
    public int Seed { get; init; } = 1;
    /// <summary>First and last working hour, in the solution's time zone: <c>[9, 18]</c>. Default: the whole day.</summary>
    public IReadOnlyList<int> Hours { get; init; } = [];
    /// <summary>Lists of values to pick from, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
    /// <summary>Named records of reference data.</summary>
    public IReadOnlyList<DemoRecordsDefinition> Records { get; init; } = [];
    /// <summary>People by login.</summary>
    public IReadOnlyDictionary<string, DemoPersonDefinition> People { get; init; } = new Dictionary<string, DemoPersonDefinition>();
    /// <summary>Story templates by name.</summary>
    public IReadOnlyDictionary<string, DemoTemplateDefinition> Templates { get; init; } = new Dictionary<string, DemoTemplateDefinition>();
    /// <summary>Drawings by name; each generated file shows one of them. Default: a page of text lines.</summary>
    public IReadOnlyDictionary<string, DemoSheetDefinition> Sheets { get; init; } = new Dictionary<string, DemoSheetDefinition>();
    /// <summary>Stories to play.</summary>
    public IReadOnlyList<DemoStoryDefinition> Stories { get; init; } = [];
}

/// <summary>Records created at one moment. References use their names.</summary>
internal sealed record DemoRecordsDefinition : Definition
{
    /// <summary>Login of the person who creates them.</summary>
    public required string As { get; init; }
    /// <summary>Entity of the records.</summary>
    public required string Entity { get; init; }
    /// <summary>When they are created, in days before the first start.</summary>
    public decimal Ago { get; init; }
    /// <summary>Field values by name of the record.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, Node>> Rows { get; init; }
}

/// <summary>A person who can sign in.</summary>
internal sealed record DemoPersonDefinition : Definition
{
    /// <summary>Full name.</summary>
    public required string Name { get; init; }
    /// <summary>Roles.</summary>
    public required IReadOnlyList<string> Roles { get; init; }
    /// <summary>E-mail; the login at example.org by default.</summary>
    public string? Email { get; init; }
    /// <summary>
    /// Other fields of the user, set by <see cref="By"/>, otherwise by the person. Fields that a role of the person demands need
    /// <c>by</c>: somebody who manages people and may create users with these fields.
    /// </summary>
    public IReadOnlyDictionary<string, Node> Values { get; init; } = new Dictionary<string, Node>();
    /// <summary>Login of the person who adds this person and sets those fields.</summary>
    public string? By { get; init; }
}

/// <summary>A sequence of steps shared by many stories.</summary>
internal sealed record DemoTemplateDefinition : Definition
{
    /// <summary>Entity of the record that the first step creates.</summary>
    public required string Entity { get; init; }
    /// <summary>Default values for stories.</summary>
    public IReadOnlyDictionary<string, Node> Defaults { get; init; } = new Dictionary<string, Node>();
    /// <summary>The main steps.</summary>
    public required IReadOnlyList<DemoStepDefinition> Steps { get; init; }
    /// <summary>Alternative endings by name: steps that follow wherever the story stopped.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DemoStepDefinition>> Endings { get; init; } =
        new Dictionary<string, IReadOnlyList<DemoStepDefinition>>();
}

/// <summary>One action of a person. Use exactly one of create, do, update, or files, rows or say alone.</summary>
internal sealed record DemoStepDefinition : Definition
{
    /// <summary>Login of the person, or <c>$name</c> of the story.</summary>
    public required string As { get; init; }
    /// <summary>Typical hours since the previous step. The actual ones are drawn, from 0.6 to 1.4 of them.</summary>
    public decimal Hours { get; init; } = 1;
    /// <summary>
    /// The exact day of the step instead of <c>hours</c>: <c>2026-10-01</c>, <c>today-3</c>, or <c>+2</c>, days after the first day of the
    /// story. It may be a weekend. The hour is drawn among the working hours.
    /// </summary>
    public string? On { get; init; }
    /// <summary>Milestone that this step reaches; a story with this <c>until</c> stops here.</summary>
    public string? Reach { get; init; }
    /// <summary>Play only in stories that take this detour.</summary>
    public string? Only { get; init; }
    /// <summary>Skip in stories that take this detour.</summary>
    public string? Unless { get; init; }
    /// <summary>Creates the record of the story.</summary>
    public bool Create { get; init; }
    /// <summary>Transition to take.</summary>
    public string? Do { get; init; }
    /// <summary>Whether the step changes fields.</summary>
    public bool Update { get; init; }
    /// <summary>
    /// Fields of the record, or inputs of the transition. <c>$name</c> is a value of the story, <c>today+7</c> a date, <c>{pick: list}</c>
    /// a random choice, <c>{of: field, share: 0.5}</c> a share of what the record of the story holds just before the step; without
    /// <c>share</c> the value itself.
    /// </summary>
    public IReadOnlyDictionary<string, Node> Values { get; init; } = new Dictionary<string, Node>();
    /// <summary>
    /// Rows by collection. A step that creates the record lists the new rows. A later step lists rows to add, or says <c>add</c>,
    /// <c>change</c> (<c>where</c> and <c>set</c>) and <c>remove</c>; rows are found by their values.
    /// </summary>
    public IReadOnlyDictionary<string, Node> Rows { get; init; } = new Dictionary<string, Node>();
    /// <summary>Comment of the transition.</summary>
    public Node? Comment { get; init; }
    /// <summary>
    /// Names of generated files, by group. Those that the step's transition asks for come with it; others are added before it, by the
    /// person's own right.
    /// </summary>
    public IReadOnlyDictionary<string, Node> Files { get; init; } = new Dictionary<string, Node>();
    /// <summary>What the person writes afterwards, by conversation.</summary>
    public IReadOnlyDictionary<string, Node> Say { get; init; } = new Dictionary<string, Node>();

    /// <summary>What the step does, in messages.</summary>
    [NotWritten]
    public string Action => Create ? "create" : Do is not null ? $"do: {Do}" : Update ? "update" : Rows.Count > 0 ? "rows"
        : Files.Count > 0 ? "files" : "say";
}

/// <summary>One story: a template with its own values.</summary>
internal sealed record DemoStoryDefinition : Definition
{
    /// <summary>Name of the template.</summary>
    public required string Tell { get; init; }
    /// <summary>Name of the story and of its record, for references of later stories and for messages.</summary>
    public string? Name { get; init; }
    /// <summary>
    /// When the story begins, in days before the first start; for whole days the hour is drawn. Use either this or <see cref="On"/>.
    /// </summary>
    public decimal? Ago { get; init; }
    /// <summary>The exact day on which it begins: <c>2026-10-01</c>, or <c>today-14</c>. It may be a weekend.</summary>
    public string? On { get; init; }
    /// <summary>
    /// When its last step happens, in days before the first start: all steps are stretched to fill the time, the early ones too. By typical
    /// hours when omitted, and in stories with a step on an exact day.
    /// </summary>
    public decimal? Last { get; init; }
    /// <summary>Milestone at which it stops; plays all steps when omitted.</summary>
    public string? Until { get; init; }
    /// <summary>Detours that the story takes.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];
    /// <summary>Ending played after the story stopped.</summary>
    public string? Then { get; init; }
    /// <summary>Values by name.</summary>
    public IReadOnlyDictionary<string, Node> With { get; init; } = new Dictionary<string, Node>();
}
