using Kabinet.Engine.Words;

namespace Kabinet.Engine.Access;

/// <summary>One right of a role as its author wrote it, with named conditions expanded.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Role">Key of the role.</param>
/// <param name="Entity">Key of the entity; null for a right of the whole cabinet.</param>
internal sealed record RoleRight(RightKind Kind, string Role, string? Entity)
{
    /// <summary>Key of what it is on within the entity: a transition, a group of files, a lock; empty for the entity itself.</summary>
    public string Name { get; init; } = "";

    /// <summary>Keys that it consists of: fields, pages, states, groups of files.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Whether the items are all that the entity has.</summary>
    public bool HasAll { get; init; }

    /// <summary>Conditions, of which one must hold; empty for none.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Role, entity, kind and name: what two versions of a solution are compared by.</summary>
    public (string Role, string? Entity, RightKind Kind, string Name) Place => (Role, Entity, Kind, Name);

    /// <summary>Whether another right says the same.</summary>
    public bool SaysAs(RoleRight other) =>
        HasAll == other.HasAll && (HasAll || Items.SequenceEqual(other.Items)) && Rules.SequenceEqual(other.Rules);
}

/// <summary>A kind of right.</summary>
/// <param name="Key">Its name in texts: <c>publish.right.{key}</c>.</param>
/// <param name="Line">Its line in the report: <c>{name}</c>, <c>{items}</c>, <c>{codes}</c> (the items as code), <c>{rules}</c>.</param>
internal sealed record RightKind(string Key, string Line)
{
    public static readonly RightKind Includes = new("includes", "Has everything of {items}.");
    public static readonly RightKind Abilities = new("abilities", "Abilities: {items}.");
    public static readonly RightKind Pages = new("pages", "Pages: {codes}.");
    public static readonly RightKind Reads = new("reads", "- reads: {rules}");
    public static readonly RightKind Columns = new("columns", "- columns: {items}");
    public static readonly RightKind Creates = new("creates", "- creates: {rules}");
    public static readonly RightKind Updates = new("updates", "- updates: {rules}");
    public static readonly RightKind Writes = new("writes", "- writes: {items}");
    public static readonly RightKind Locked = new("locked", "- does not change {items} when {rules}");
    public static readonly RightKind Deletes = new("deletes", "- deletes: {rules}");
    public static readonly RightKind ReadsFiles = new("reads_files", "- reads files {name}: {rules}");
    public static readonly RightKind WritesFiles = new("writes_files", "- writes files {name}: {rules}");
    public static readonly RightKind ReadsThread = new("reads_thread", "- reads the conversation {name}: {rules}");
    public static readonly RightKind WritesThread = new("writes_thread", "- writes in the conversation {name}: {rules}");
    public static readonly RightKind Takes = new("takes", "- takes {name} from {items} when {rules}");
    public static readonly RightKind AddsFiles = new("adds_files", "- adds files by {name}: {codes}");
    public static readonly RightKind Deaf = new("deaf", "- does not hear {name}");

    /// <summary>Its words in a comparison; <c>{0}</c> is the name.</summary>
    public Message Words(string name) => new($"publish.right.{Key}", name);
}
