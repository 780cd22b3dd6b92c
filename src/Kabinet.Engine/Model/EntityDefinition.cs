using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary><c>entities/request.yaml</c>: one kind of record, its fields, lifecycle and access.</summary>
public sealed record EntityDefinition : Definition
{
    /// <summary>Key of the entity and name of its table.</summary>
    public required string Entity { get; init; }
    /// <summary>True if the file extends an entity of the platform (<c>user</c>) instead of defining a new one.</summary>
    public bool Extend { get; init; }
    /// <summary>Name of one record.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Name of many records. Default: the title.</summary>
    public LocalizedText? Plural { get; init; }
    /// <summary>
    /// Title in the accusative, for buttons and questions («Создать заявку»). Default: words that need none («Добавить: заявка»).
    /// </summary>
    public LocalizedText? Accusative { get; init; }
    /// <summary>Icon by its Tabler name.</summary>
    public string? Icon { get; init; }
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
    /// <summary>
    /// Pattern of the field <c>number</c>: <c>ПР-{year}-{seq:00000}</c>. Fields may stand in it, also through references
    /// (<c>{branch.code}-{seq:00000}</c>); each of their values has a sequence of its own. If omitted, records have no number.
    /// </summary>
    public string? Number { get; init; }
    /// <summary>Field that names a record in lists and references. Default: the number, otherwise the first text field.</summary>
    public string? Label { get; init; }
    /// <summary>Fields by key, in the order in which forms show them.</summary>
    public IReadOnlyDictionary<string, FieldDefinition> Fields { get; init; } = new Dictionary<string, FieldDefinition>();
    /// <summary>
    /// Named conditions: <c>{ open: "status not in ('done', 'cancelled')" }</c>. Any expression about a record of the entity may use the
    /// name, also through a reference (<c>request.open</c>).
    /// </summary>
    public IReadOnlyDictionary<string, string> Is { get; init; } = new Dictionary<string, string>();
    /// <summary>
    /// Conditions that every saved record must meet, each with its error message. <c>{debt}</c> in a message is a field or a path of the
    /// record as it would be saved, if the user may read it.
    /// </summary>
    public IReadOnlyDictionary<string, LocalizedText> Require { get; init; } = new Dictionary<string, LocalizedText>();
    /// <summary>Fields that no two records may have the same values of together: <c>[{ fields: [branch, code] }]</c>.</summary>
    public IReadOnlyList<UniqueDefinition> Unique { get; init; } = [];
    /// <summary>
    /// What may not be changed any more, by a name of its own: under a condition, these fields, for this reason. It holds for every role
    /// and at every door.
    /// </summary>
    public IReadOnlyDictionary<string, LockDefinition> Locked { get; init; } = new Dictionary<string, LockDefinition>();
    /// <summary>Keys of the notices sent when a record is created.</summary>
    public IReadOnlyList<string> Notice { get; init; } = [];
    /// <summary>
    /// Default pages: a list with the key <c>{entity}_list</c>, a page of the record with the key of the entity, and a form
    /// <c>{entity}_new</c> for the roles that may create. A page of the solution with one of these keys replaces the default one.
    /// </summary>
    public DefaultPagesDefinition? Pages { get; init; }
    /// <summary>States and transitions. If omitted, the entity has no status.</summary>
    public LifecycleDefinition? Lifecycle { get; init; }
    /// <summary>File groups by key.</summary>
    public IReadOnlyDictionary<string, FileGroupDefinition> Files { get; init; } = new Dictionary<string, FileGroupDefinition>();
    /// <summary>Conversations on a record, by key.</summary>
    public IReadOnlyDictionary<string, ThreadDefinition> Threads { get; init; } = new Dictionary<string, ThreadDefinition>();
    /// <summary>Grants by role. A role that is not listed has no rights.</summary>
    public IReadOnlyDictionary<string, GrantDefinition> Access { get; init; } = new Dictionary<string, GrantDefinition>();
}

/// <summary>Default pages of an entity. Written as a list of roles, or in full.</summary>
[ListForm(nameof(Roles))]
public sealed record DefaultPagesDefinition : Definition
{
    /// <summary>Roles that have the pages, each according to its rights.</summary>
    public required IReadOnlyList<string> Roles { get; init; }
    /// <summary>Address of the list. Default: the key of the entity with dashes.</summary>
    public string? Path { get; init; }
    /// <summary>Icon in the menu. Default: the entity's.</summary>
    public string? Icon { get; init; }
    /// <summary>Position in the menu; smaller numbers come first.</summary>
    public int Order { get; init; } = 100;
}

/// <summary>Fields that are unique together. A record without a value in one of them is equal to no other.</summary>
public sealed record UniqueDefinition : Definition
{
    /// <summary>The fields, two or more. Texts that people take for equal are equal.</summary>
    public required IReadOnlyList<string> Fields { get; init; }
    /// <summary>Error message. Default: that such a record exists, with the titles of the fields.</summary>
    public LocalizedText? Text { get; init; }
}

/// <summary>Fields that nobody may change while a condition holds. Effects of transitions may still set them.</summary>
public sealed record LockDefinition : Definition
{
    /// <summary>
    /// Condition on the record as it is before the change; <c>true</c> for fields that never change once the record exists.
    /// </summary>
    public required string When { get; init; }
    /// <summary>Keys of the fields.</summary>
    public required IReadOnlyList<string> Fields { get; init; }
    /// <summary>Why, and what to do instead. Shown beside the field and as the error.</summary>
    public required LocalizedText Reason { get; init; }
}

/// <summary>One field of an entity, or one input of a transition.</summary>
public sealed record FieldDefinition : Definition
{
    /// <summary>Kind of the field. It may be omitted where <c>like</c> gives it.</summary>
    [FieldKindName, RequiredWithout(nameof(Like))]
    public required string Kind { get; init; }
    /// <summary>
    /// Another field with the same values: <c>request.house_type</c>, or <c>house_type</c> of the same entity. Kind, title, help, choices,
    /// bounds, unit and the referenced entity are taken from it, unless they are written here.
    /// </summary>
    public string? Like { get; init; }
    /// <summary>Label.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Short help text under the input.</summary>
    public LocalizedText? Help { get; init; }
    /// <summary>True if a record cannot be saved without a value.</summary>
    public bool Required { get; init; }
    /// <summary>True if a later step needs a value, but a record may be saved without one. Forms do not mark it as optional.</summary>
    public bool Expected { get; init; }
    /// <summary>
    /// Default for new records: a plain value (<c>normal</c>, <c>5</c>, <c>true</c>, <c>2026-12-31</c>), or an expression after an equals
    /// sign (<c>= @today + 1</c>, <c>= @me.partner</c>). The expression cannot use fields of the record. If omitted, a yes-no field is no.
    /// </summary>
    public string? Default { get; init; }
    /// <summary>Expression that computes the value. A computed field is not stored and cannot be edited.</summary>
    public string? Computed { get; init; }
    /// <summary>
    /// Kinds <c>date</c> and <c>datetime</c>: key of the yes-no field of the same entity that is true when the date has passed and the
    /// work is not done. The date is then shown as late to users who may read both fields.
    /// </summary>
    public string? Late { get; init; }
    /// <summary>
    /// Kinds <c>number</c>, <c>money</c> and <c>decimal</c>: the fields that make up the value, <c>-field</c> for one that is subtracted
    /// (<c>[services, additions, -discount]</c>). Record pages show them above the value with their total, and warn if the value differs
    /// from it.
    /// </summary>
    public IReadOnlyList<string> Working { get; init; } = [];
    /// <summary>Kind <c>ref</c>: key of the referenced entity.</summary>
    public string? To { get; init; }
    /// <summary>Kind <c>ref</c> to <c>user</c>: offer only users who have this role.</summary>
    public string? Role { get; init; }
    /// <summary>Kind <c>ref</c>: name of the inverse collection on the referenced entity (<c>lines</c> of a request).</summary>
    public string? Inverse { get; init; }
    /// <summary>Kind <c>ref</c>: true if the record is a part of the referenced record and is deleted with it.</summary>
    public bool Part { get; init; }
    /// <summary>
    /// Kind <c>ref</c>: condition on the records that may be chosen, over such a record; <c>outer</c> is the record with this field
    /// (<c>partner = outer.partner</c>). Forms offer only these records, and a change to any other is refused.
    /// </summary>
    public string? Where { get; init; }
    /// <summary>Kind <c>choice</c>: the options by key.</summary>
    public IReadOnlyDictionary<string, ChoiceDefinition> Choices { get; init; } = new Dictionary<string, ChoiceDefinition>();
    /// <summary>Kind <c>decimal</c>: digits after the point, 0 to 6.</summary>
    public int? Scale { get; init; }
    /// <summary>Smallest value of a number, money or decimal.</summary>
    public decimal? Min { get; init; }
    /// <summary>Largest value of a number, money or decimal.</summary>
    public decimal? Max { get; init; }
    /// <summary>Maximum length of a text in characters. Default: 200 for one line, 10,000 for several.</summary>
    public int? Length { get; init; }
    /// <summary>
    /// How many digits a text of digits alone may have: <c>[10, 12]</c>. What is written between them (blanks, dashes) is taken away. For
    /// numbers that are not counted with: of a taxpayer, of an account.
    /// </summary>
    public IReadOnlyList<int>? Digits { get; init; }
    /// <summary>Kind <c>text</c>: true for several lines.</summary>
    public bool Multiline { get; init; }
    /// <summary>Kind <c>text</c>: true if lists order its numbers as numbers, so that A2 comes before A10.</summary>
    public bool Natural { get; init; }
    /// <summary>Unit shown after the value.</summary>
    public LocalizedText? Unit { get; init; }
    /// <summary>True if the search box of lists searches the field.</summary>
    public bool Search { get; init; }
    /// <summary>True if no two records may have the same value.</summary>
    public bool Unique { get; init; }
    /// <summary>The old key, after a rename.</summary>
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
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}

/// <summary>A group of files on a record. A role needs a right here and read access to the record.</summary>
public sealed record FileGroupDefinition : Definition
{
    /// <summary>Name of the group.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Help text under the group.</summary>
    public LocalizedText? Help { get; init; }
    /// <summary>By role: condition on the record under which the role may see and download the files.</summary>
    [NamesAlone]
    public IReadOnlyDictionary<string, string> Read { get; init; } = new Dictionary<string, string>();
    /// <summary>By role: condition on the record under which the role may add and remove files.</summary>
    [NamesAlone]
    public IReadOnlyDictionary<string, string> Write { get; init; } = new Dictionary<string, string>();
    /// <summary>
    /// Kinds of documents that belong into the group, by key. Those that a record needs make its checklist: <c>missing('group')</c> in
    /// expressions is how many of them are not there.
    /// </summary>
    public IReadOnlyDictionary<string, FileKindDefinition> Kinds { get; init; } = new Dictionary<string, FileKindDefinition>();
    /// <summary>Kind of a file that is sent without one; files of earlier times without a kind count as of it. Default: none.</summary>
    public string? Default { get; init; }
    /// <summary>Maximum size of one file in megabytes.</summary>
    public int MaxMegabytes { get; init; } = 100;
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}

/// <summary>A conversation on a record. A role needs a right here and read access to the record.</summary>
public sealed record ThreadDefinition : Definition
{
    /// <summary>Name of the conversation.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Help text: who reads what is written here.</summary>
    public LocalizedText? Help { get; init; }
    /// <summary>By role: condition on the record under which the role reads the messages.</summary>
    [NamesAlone]
    public IReadOnlyDictionary<string, string> Read { get; init; } = new Dictionary<string, string>();
    /// <summary>By role: condition on the record under which the role writes.</summary>
    [NamesAlone]
    public IReadOnlyDictionary<string, string> Write { get; init; } = new Dictionary<string, string>();
    /// <summary>
    /// States and collections of parts that the conversation tells between its messages: entering a state, a new payment. Whoever is not
    /// told of it in the history is not told of it here.
    /// </summary>
    public IReadOnlyList<string> Tells { get; init; } = [];
    /// <summary>Keys of the notices sent with a message. They do not say what was written.</summary>
    public IReadOnlyList<string> Notice { get; init; } = [];
    /// <summary>Maximum size of one attachment in megabytes.</summary>
    public int MaxMegabytes { get; init; } = 25;
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}

/// <summary>A kind of document in a file group.</summary>
[ShortForm(nameof(Title))]
public sealed record FileKindDefinition : Definition
{
    /// <summary>Name of the document.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Help text beside it.</summary>
    public LocalizedText? Help { get; init; }
    /// <summary>Condition on the record under which it must be there, or <c>true</c>. Default: it may be there.</summary>
    public string? Needed { get; init; }
    /// <summary>Role from which it is awaited.</summary>
    public string? From { get; init; }
    /// <summary>Kinds that a file of this one takes the place of: a whole project in one file.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];
    /// <summary>Parts of file names by which it is recognised among the needed ones, whatever the letter case.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}

/// <summary>Rights of one role on the records of an entity. A rule is a condition, or <c>true</c> for all. Default: none.</summary>
public sealed record GrantDefinition : Definition
{
    /// <summary>Records that the role may read.</summary>
    public string? Read { get; init; }
    /// <summary>Fields that the role may read. Default: all except those in <c>hide</c>.</summary>
    public IReadOnlyList<string>? Only { get; init; }
    /// <summary>Fields that the role may not read.</summary>
    public IReadOnlyList<string> Hide { get; init; } = [];
    /// <summary>Fields that the role may read but not write.</summary>
    public IReadOnlyList<string> Readonly { get; init; } = [];
    /// <summary>Fields that the role may write. Default: all it may read except those in <c>readonly</c>.</summary>
    public IReadOnlyList<string>? Write { get; init; }
    /// <summary>Records that the role may create; checked against the values as saved.</summary>
    public string? Create { get; init; }
    /// <summary>Records that the role may update; checked before and after the change.</summary>
    public string? Update { get; init; }
    /// <summary>Records that the role may move to the trash.</summary>
    public string? Delete { get; init; }
}
