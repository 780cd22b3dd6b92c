using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary><c>entities/request.yaml</c>: one kind of record, its fields, life and access.</summary>
public sealed record EntityDefinition : Definition
{
    /// <summary>Key of the entity, the name of its table.</summary>
    public required string Entity { get; init; }
    /// <summary>True when the file adds to an entity of the platform (<c>user</c>) instead of describing a new one.</summary>
    public bool Extend { get; init; }
    /// <summary>Name of one record.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Name of many records; the title where absent.</summary>
    public LocalizedText? Plural { get; init; }
    /// <summary>Accusative for buttons and questions («Создать заявку»); the title where absent.</summary>
    public LocalizedText? Accusative { get; init; }
    /// <summary>Icon by its Tabler name.</summary>
    public string? Icon { get; init; }
    /// <summary>Former key after a rename.</summary>
    public string? Was { get; init; }
    /// <summary>Pattern of the field <c>number</c>: <c>ПР-{year}-{seq:00000}</c>; absent, the records have no number.</summary>
    public string? Number { get; init; }
    /// <summary>Field that names a record in lists and references; the number, else the first text field.</summary>
    public string? Label { get; init; }
    /// <summary>Fields by key, in the order of forms.</summary>
    public IReadOnlyDictionary<string, FieldDefinition> Fields { get; init; } = new Dictionary<string, FieldDefinition>();
    /// <summary>Conditions every written record meets, each with the words of its refusal.</summary>
    public IReadOnlyDictionary<string, LocalizedText> Require { get; init; } = new Dictionary<string, LocalizedText>();
    /// <summary>Keys of the notices sent when a record is made.</summary>
    public IReadOnlyList<string> Notice { get; init; } = [];
    /// <summary>States and transitions; absent, the entity has no status.</summary>
    public LifecycleDefinition? Lifecycle { get; init; }
    /// <summary>Groups of files by key.</summary>
    public IReadOnlyDictionary<string, FileGroupDefinition> Files { get; init; } = new Dictionary<string, FileGroupDefinition>();
    /// <summary>Grants by role; a role that is not here may nothing.</summary>
    public IReadOnlyDictionary<string, GrantDefinition> Access { get; init; } = new Dictionary<string, GrantDefinition>();
}

/// <summary>One field of an entity, or one input of a transition.</summary>
public sealed record FieldDefinition : Definition
{
    /// <summary>Kind of the field, one of the registry in <c>Fields/</c>.</summary>
    [FieldKindName]
    public required string Kind { get; init; }
    /// <summary>Label.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Short help under the input.</summary>
    public LocalizedText? Help { get; init; }
    /// <summary>A record cannot be written without it.</summary>
    public bool Required { get; init; }
    /// <summary>A record may be saved without it for now, but a later step needs it: forms do not call it optional.</summary>
    public bool Expected { get; init; }
    /// <summary>Expression for a new record that does not give it.</summary>
    public string? Default { get; init; }
    /// <summary>Expression that is the value; nothing is stored and nobody writes it.</summary>
    public string? Computed { get; init; }
    /// <summary>Kinds <c>date</c> and <c>datetime</c>: the yes-no field of the same entity that says the time is over and the work is not; then it is shown as late to those who see that field too.</summary>
    public string? Late { get; init; }
    /// <summary>Kind <c>ref</c>: the entity it points to.</summary>
    public string? To { get; init; }
    /// <summary>Kind <c>ref</c> to <c>user</c>: only people who have this role.</summary>
    public string? Role { get; init; }
    /// <summary>Kind <c>ref</c>: name of the way back, a collection of the other entity (<c>lines</c> of a request).</summary>
    public string? Inverse { get; init; }
    /// <summary>Kind <c>ref</c>: true when the record is a part of the other and is deleted with it.</summary>
    public bool Part { get; init; }
    /// <summary>Kind <c>choice</c>: the options by key.</summary>
    public IReadOnlyDictionary<string, ChoiceDefinition> Choices { get; init; } = new Dictionary<string, ChoiceDefinition>();
    /// <summary>Kind <c>decimal</c>: digits after the point, 0 to 6.</summary>
    public int? Scale { get; init; }
    /// <summary>Least value of a number, money or decimal.</summary>
    public decimal? Min { get; init; }
    /// <summary>Greatest value of a number, money or decimal.</summary>
    public decimal? Max { get; init; }
    /// <summary>Greatest length of a text in characters; 200 for one line, 10,000 for several.</summary>
    public int? Length { get; init; }
    /// <summary>Kind <c>text</c>: several lines.</summary>
    public bool Multiline { get; init; }
    /// <summary>Unit shown after the value.</summary>
    public LocalizedText? Unit { get; init; }
    /// <summary>The search box of lists looks into it.</summary>
    public bool Search { get; init; }
    /// <summary>No two records have the same value.</summary>
    public bool Unique { get; init; }
    /// <summary>Former key after a rename.</summary>
    public string? Was { get; init; }
}

/// <summary>One option of a choice.</summary>
[ShortForm(nameof(Title))]
public sealed record ChoiceDefinition : Definition
{
    /// <summary>Label.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Colour of the dot.</summary>
    [OneOf("grey", "blue", "cyan", "green", "yellow", "orange", "red", "violet")]
    public string? Color { get; init; }
}

/// <summary>A group of files on a record; a role reads and writes only where named, and only records it may read.</summary>
public sealed record FileGroupDefinition : Definition
{
    /// <summary>Name of the group.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Help under the group.</summary>
    public LocalizedText? Help { get; init; }
    /// <summary>Condition by role under which it sees the files.</summary>
    public IReadOnlyDictionary<string, string> Read { get; init; } = new Dictionary<string, string>();
    /// <summary>Condition by role under which it adds and removes files.</summary>
    public IReadOnlyDictionary<string, string> Write { get; init; } = new Dictionary<string, string>();
    /// <summary>Greatest size of one file in megabytes.</summary>
    public int MaxMegabytes { get; init; } = 100;
}

/// <summary>What one role may do with the records of an entity. Absent = nobody, <c>true</c> = every record, else an expression.</summary>
public sealed record GrantDefinition : Definition
{
    /// <summary>Which records it sees.</summary>
    public string? Read { get; init; }
    /// <summary>The only fields it sees; absent, all but the hidden.</summary>
    public IReadOnlyList<string>? Only { get; init; }
    /// <summary>Fields it does not see.</summary>
    public IReadOnlyList<string> Hide { get; init; } = [];
    /// <summary>Fields it sees but never writes.</summary>
    public IReadOnlyList<string> Readonly { get; init; } = [];
    /// <summary>The only fields it writes; absent, all it sees but the read-only.</summary>
    public IReadOnlyList<string>? Write { get; init; }
    /// <summary>Which records it may create, judged by the record as written.</summary>
    public string? Create { get; init; }
    /// <summary>Which records it may change, judged before and after.</summary>
    public string? Update { get; init; }
    /// <summary>Which records it may move to the trash.</summary>
    public string? Delete { get; init; }
}
