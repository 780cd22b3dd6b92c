using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Demo;

/// <summary><c>demo/30-requests.yaml</c>: invented data of any solution. Files are told in the order of their names; within one, records, then people, then stories.</summary>
internal sealed record DemoDefinition : Definition
{
    /// <summary>Start of every random choice; the same seed gives the same data.</summary>
    public int Seed { get; init; } = 1;
    /// <summary>First and last hour in which people work, in the solution's zone.</summary>
    public IReadOnlyList<int> Hours { get; init; } = [];
    /// <summary>Values to pick from, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
    /// <summary>Named records of reference data.</summary>
    public IReadOnlyList<DemoRecordsDefinition> Records { get; init; } = [];
    /// <summary>People by login.</summary>
    public IReadOnlyDictionary<string, DemoPersonDefinition> People { get; init; } = new Dictionary<string, DemoPersonDefinition>();
    /// <summary>Courses of events by name.</summary>
    public IReadOnlyDictionary<string, DemoTemplateDefinition> Templates { get; init; } = new Dictionary<string, DemoTemplateDefinition>();
    /// <summary>What happened.</summary>
    public IReadOnlyList<DemoStoryDefinition> Stories { get; init; } = [];
}

/// <summary>Records that somebody made at one moment. Their names stand for them wherever a reference is expected.</summary>
internal sealed record DemoRecordsDefinition : Definition
{
    /// <summary>Login of who makes them.</summary>
    public required string As { get; init; }
    /// <summary>Entity of the records.</summary>
    public required string Entity { get; init; }
    /// <summary>Days before the start.</summary>
    public decimal Ago { get; init; }
    /// <summary>Values by name of the record.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, Node>> Rows { get; init; }
}

/// <summary>Somebody who signs in.</summary>
internal sealed record DemoPersonDefinition : Definition
{
    /// <summary>Full name.</summary>
    public required string Name { get; init; }
    /// <summary>Roles.</summary>
    public required IReadOnlyList<string> Roles { get; init; }
    /// <summary>Address; the login at example.org where absent.</summary>
    public string? Email { get; init; }
    /// <summary>Other fields of the user, given by <see cref="By"/>, else by himself.</summary>
    public IReadOnlyDictionary<string, Node> Values { get; init; } = new Dictionary<string, Node>();
    /// <summary>Login of who lets him in with those fields.</summary>
    public string? By { get; init; }
}

/// <summary>A course of events that many stories share.</summary>
internal sealed record DemoTemplateDefinition : Definition
{
    /// <summary>Entity of the record that the first step makes.</summary>
    public required string Entity { get; init; }
    /// <summary>Values of a story that gives no others.</summary>
    public IReadOnlyDictionary<string, Node> Defaults { get; init; } = new Dictionary<string, Node>();
    /// <summary>The main way.</summary>
    public required IReadOnlyList<DemoStepDefinition> Steps { get; init; }
    /// <summary>Steps that end a story wherever it stopped, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DemoStepDefinition>> Endings { get; init; } = new Dictionary<string, IReadOnlyList<DemoStepDefinition>>();
}

/// <summary>One thing somebody did. Exactly one of create, do, update, or only files.</summary>
internal sealed record DemoStepDefinition : Definition
{
    /// <summary>Login, or <c>$name</c> of the story.</summary>
    public required string As { get; init; }
    /// <summary>Usual hours since the step before.</summary>
    public decimal Hours { get; init; } = 1;
    /// <summary>Point of the way this step reaches; a story <c>until</c> it stops here.</summary>
    public string? Reach { get; init; }
    /// <summary>Only in stories that take this detour.</summary>
    public string? Only { get; init; }
    /// <summary>Not in stories that take this detour.</summary>
    public string? Unless { get; init; }
    /// <summary>Makes the record of the story.</summary>
    public bool Create { get; init; }
    /// <summary>Takes a transition.</summary>
    public string? Do { get; init; }
    /// <summary>Changes fields.</summary>
    public bool Update { get; init; }
    /// <summary>Fields of the record, or what the transition asks. <c>$name</c> is a value of the story, <c>today+7</c> a date, <c>{pick: list}</c> a choice, <c>{of: field, share: 0.5}</c> a value of the record.</summary>
    public IReadOnlyDictionary<string, Node> Values { get; init; } = new Dictionary<string, Node>();
    /// <summary>Rows of parts made with the record, by collection.</summary>
    public IReadOnlyDictionary<string, Node> Rows { get; init; } = new Dictionary<string, Node>();
    /// <summary>What is said.</summary>
    public Node? Comment { get; init; }
    /// <summary>Names of drawn files by group, added before anything else of the step but after the making.</summary>
    public IReadOnlyDictionary<string, Node> Files { get; init; } = new Dictionary<string, Node>();
}

/// <summary>One story: a template with its own values.</summary>
internal sealed record DemoStoryDefinition : Definition
{
    /// <summary>Name of the template.</summary>
    public required string Tell { get; init; }
    /// <summary>Days before the start when it begins.</summary>
    public required decimal Ago { get; init; }
    /// <summary>Days before the start of its last step; absent, by the usual hours.</summary>
    public decimal? Last { get; init; }
    /// <summary>Point where it stops; absent, it is told to the end.</summary>
    public string? Until { get; init; }
    /// <summary>Detours taken.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];
    /// <summary>Ending told after it stopped.</summary>
    public string? Then { get; init; }
    /// <summary>Values by name.</summary>
    public IReadOnlyDictionary<string, Node> With { get; init; } = new Dictionary<string, Node>();
}
