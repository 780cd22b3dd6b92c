using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Scenarios;

/// <summary><c>scenarios/strangers.yaml</c>: what people do one after another and what they must see, or not see.</summary>
public sealed record ScenarioDefinition : Definition
{
    /// <summary>Key, the name of the file.</summary>
    public required string Scenario { get; init; }
    /// <summary>The sentence that must hold.</summary>
    public required string Title { get; init; }
    /// <summary>Login of the person who finds the records named by a value (<c>@service.code=PROJECT</c>).</summary>
    public string Finder { get; init; } = "admin";
    /// <summary>The steps in order.</summary>
    public required IReadOnlyList<ScenarioStepDefinition> Steps { get; init; }

    /// <summary>True if it sets the clock forward, so that it needs an installation of its own.</summary>
    [NotWritten]
    public bool MovesClock => Steps.Any(step => step.Later is not null);
}

/// <summary>One thing that a person does, and what must come of it.</summary>
public sealed record ScenarioStepDefinition : Definition
{
    /// <summary>Login, or <c>guest</c>.</summary>
    public required string As { get; init; }
    /// <summary>Entity of a record to make.</summary>
    public string? Create { get; init; }
    /// <summary>
    /// Name of a record to change. Here and wherever else a record is named, <c>@service.code=PROJECT</c> names the one with that value.
    /// </summary>
    public string? Update { get; init; }
    /// <summary>Name of a record to delete.</summary>
    public string? Delete { get; init; }
    /// <summary>Transition to take.</summary>
    public string? Do { get; init; }
    /// <summary>Name of a record to read.</summary>
    public string? Get { get; init; }
    /// <summary>Entity to list.</summary>
    public string? List { get; init; }
    /// <summary>Name of a record whose history is read.</summary>
    public string? Journal { get; init; }
    /// <summary>Name of a record whose files are listed, group by group.</summary>
    public string? Files { get; init; }
    /// <summary>Name of a record of which is read what its files must hold.</summary>
    public string? Checklist { get; init; }
    /// <summary>Text of a message to post.</summary>
    public string? Post { get; init; }
    /// <summary>Name of a message to pass on to the conversation <c>to</c>.</summary>
    public string? Pass { get; init; }
    /// <summary>Name of a record of which a conversation is read.</summary>
    public string? ThreadOf { get; init; }
    /// <summary>Name of a file to add.</summary>
    public string? Upload { get; init; }
    /// <summary>Name of a file to read.</summary>
    public string? Download { get; init; }
    /// <summary>Name of a record about which the person's notices are read.</summary>
    public string? Notices { get; init; }
    /// <summary>Address of a page.</summary>
    public string? Page { get; init; }
    /// <summary>Key of a job to run, of the solution or of the platform. The answer is the run when it has ended.</summary>
    public string? Job { get; init; }
    /// <summary>
    /// Time to let pass: <c>30m</c>, <c>4h</c>, <c>3d</c>. What the platform does at a time is done when its job is run, in a later step.
    /// </summary>
    public string? Later { get; init; }

    /// <summary>Name of the record that a transition or a file is about.</summary>
    public string? Of { get; init; }
    /// <summary>Name by which the record made, or the first one listed, is known afterwards.</summary>
    public string? Name { get; init; }
    /// <summary>Values sent.</summary>
    public IReadOnlyDictionary<string, Node> Values { get; init; } = new Dictionary<string, Node>();
    /// <summary>
    /// Rows of parts by collection, sent with a new record or with a change: a row without <c>id</c> is added, one with it is changed, and
    /// with <c>_delete: true</c> it is removed.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, Node>>> Rows { get; init; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, Node>>>();
    /// <summary>What is said with a transition.</summary>
    public string? Comment { get; init; }
    /// <summary>Version the values were read at.</summary>
    public int? Version { get; init; }
    /// <summary>Condition of a list.</summary>
    public string? Where { get; init; }
    /// <summary>Order of a list.</summary>
    public string? Sort { get; init; }
    /// <summary>Text looked for in a list.</summary>
    public string? Search { get; init; }
    /// <summary>Group of a file.</summary>
    public string? Group { get; init; }
    /// <summary>Key of a conversation.</summary>
    public string? Thread { get; init; }
    /// <summary>Key of the conversation that a message is passed on to.</summary>
    public string? To { get; init; }
    /// <summary>Text of a message that is passed on.</summary>
    public string? Text { get; init; }
    /// <summary>Kind of a file; the group's own where absent.</summary>
    public string? Kind { get; init; }

    /// <summary>Status of the answer; 2xx where absent.</summary>
    public int? Expect { get; init; }
    /// <summary>Texts that the answer has.</summary>
    public IReadOnlyList<string> Contains { get; init; } = [];
    /// <summary>Texts that it must not have.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];
    /// <summary>Values of the answer by path (<c>items.0.hours</c>).</summary>
    public IReadOnlyDictionary<string, string> Shows { get; init; } = new Dictionary<string, string>();
    /// <summary>Patterns of values of the answer by path.</summary>
    public IReadOnlyDictionary<string, string> Matches { get; init; } = new Dictionary<string, string>();
    /// <summary>Transitions that the answer offers, with all they need.</summary>
    public IReadOnlyList<string> Allows { get; init; } = [];
    /// <summary>Transitions that it does not offer.</summary>
    public IReadOnlyList<string> Denies { get; init; } = [];

    /// <summary>The time of <see cref="Later"/>; null if it is none.</summary>
    [NotWritten]
    public TimeSpan? Time => Later is null ? null : Keys.Duration(Later);

    /// <summary>What the step does, as it is written: <c>do: submit</c>. One of the keys from <c>create</c> to <c>later</c>.</summary>
    [NotWritten]
    public IReadOnlyList<(string Key, string Value)> Actions =>
    [
        .. new (string Key, string? Value)[]
        {
            ("create", Create), ("update", Update), ("delete", Delete), ("do", Do), ("get", Get), ("list", List), ("journal", Journal),
            ("files", Files), ("checklist", Checklist), ("post", Post), ("pass", Pass),
            ("thread_of", ThreadOf), ("upload", Upload), ("download", Download), ("notices", Notices), ("page", Page),
            ("job", Job), ("later", Later),
        }.Where(action => action.Value is not null).Select(action => (action.Key, action.Value!)),
    ];
}
