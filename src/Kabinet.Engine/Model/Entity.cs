using Kabinet.Engine.Expressions;
using Kabinet.Engine.Expressions.Checking;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>A linked entity: its typed fields, collections, lifecycle and grants. Immutable once its solution is linked.</summary>
public sealed class Entity
{
    private readonly Dictionary<string, Field> fieldsByKey = new(StringComparer.Ordinal);
    private readonly List<Field> fields = [];

    internal Entity(EntityDefinition definition) => Definition = definition;

    /// <summary>The definition it was linked from.</summary>
    public EntityDefinition Definition { get; }
    /// <summary>Key of the entity and name of its table.</summary>
    public string Key => Definition.Entity;
    /// <summary>Name of one record.</summary>
    public LocalizedText Title => Definition.Title ?? LocalizedText.Same(Key);
    /// <summary>Name of many records.</summary>
    public LocalizedText Plural => Definition.Plural ?? Title;
    /// <summary>
    /// All fields in order: <c>id</c>, the number and the status, then those of the definition, then <c>created_at</c>, <c>created_by</c>,
    /// <c>updated_at</c>.
    /// </summary>
    public IReadOnlyList<Field> Fields => fields;
    /// <summary>Collections by name: the inverses of references to this entity, and <c>files</c> if it has file groups.</summary>
    public IReadOnlyDictionary<string, Collection> Collections { get; internal set; } = new Dictionary<string, Collection>();
    /// <summary>
    /// All records of the entity as one collection. Expressions of definitions name it by the entity's key, unless the record in scope has
    /// that name itself.
    /// </summary>
    public Collection Everything { get; private set; } = null!;
    /// <summary>Named conditions by name.</summary>
    internal IReadOnlyDictionary<string, NamedCondition> Conditions { get; set; } = new Dictionary<string, NamedCondition>();
    /// <summary>What its records must hold, by file group.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<FileNeed>> FileNeeds { get; set; } =
        new Dictionary<string, IReadOnlyList<FileNeed>>();
    /// <summary>The field that names a record in lists and references.</summary>
    public Field Label { get; internal set; } = null!;
    /// <summary>Conditions that every saved record must meet, with their error messages.</summary>
    public IReadOnlyList<Requirement> Requirements { get; internal set; } = [];
    /// <summary>The fields in the pattern of the number, by the text of their path.</summary>
    public IReadOnlyDictionary<string, FieldPath> NumberFields { get; internal set; } = new Dictionary<string, FieldPath>();
    /// <summary>Fields that are unique together.</summary>
    public IReadOnlyList<UniqueFields> Unique { get; internal set; } = [];
    /// <summary>Fields that may not be changed under conditions.</summary>
    public IReadOnlyList<FieldLock> Locks { get; internal set; } = [];
    /// <summary>Consents that forms of the entity demand; whoever creates a record gives them, at any door.</summary>
    public IReadOnlyList<DemandedConsent> Consents { get; internal set; } = [];
    /// <summary>Notices sent when a record is created.</summary>
    public IReadOnlyList<Notice> Notices { get; internal set; } = [];
    /// <summary>States and transitions; null if the records have no status.</summary>
    public Lifecycle? Lifecycle { get; internal set; }
    /// <summary>File groups by key.</summary>
    public IReadOnlyDictionary<string, FileGroup> FileGroups { get; internal set; } = new Dictionary<string, FileGroup>();
    /// <summary>Conversations by key.</summary>
    public IReadOnlyDictionary<string, RecordThread> Threads { get; internal set; } = new Dictionary<string, RecordThread>();
    /// <summary>Everything that holds files under rights of its own: the file groups and the attachments of conversations.</summary>
    public IReadOnlyList<FileGroup> Groups { get; internal set; } = [];
    /// <summary>Grants by role key. Included roles are not expanded.</summary>
    public IReadOnlyDictionary<string, Grant> Grants { get; internal set; } = new Dictionary<string, Grant>();

    /// <summary>The field with this key, or null.</summary>
    public Field? Find(string key) => fieldsByKey.GetValueOrDefault(key);
    /// <summary>A field reached through references, such as <c>partner.title</c>; null if there is none.</summary>
    public FieldPath? FindPath(string text) => new PathWalk(this).Path(text);

    /// <summary>The field with this key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such field.</exception>
    public Field this[string key] => fieldsByKey[key];

    internal void Add(Field field)
    {
        field.Ordinal = fields.Count;
        fields.Add(field);
        fieldsByKey.Add(field.Key, field);
        if (field.Key == SystemFields.Id) Everything = new(Key, this, this, field);
    }

    /// <inheritdoc />
    public override string ToString() => Key;
}

/// <summary>A linked field.</summary>
public sealed class Field
{
    internal Field(Entity? entity, string key, FieldDefinition definition, FieldKind kind)
    {
        (Entity, Key, Definition, Kind) = (entity!, key, definition, kind);
        Type = kind.TypeOf(definition);
    }

    /// <summary>The entity it belongs to; null for an input of a transition.</summary>
    public Entity Entity { get; }
    /// <summary>Key of the field and name of its column.</summary>
    public string Key { get; }
    /// <summary>The definition it was linked from; made by the platform for its own fields.</summary>
    public FieldDefinition Definition { get; }
    /// <summary>Kind of the field: parses, validates and formats its values.</summary>
    public FieldKind Kind { get; }
    /// <summary>Type in expressions.</summary>
    public Expressions.DataType Type { get; }
    /// <summary>Zero-based position among the fields of the entity.</summary>
    public int Ordinal { get; internal set; }
    /// <summary>Label.</summary>
    public LocalizedText Title => Definition.Title ?? LocalizedText.Same(Key);
    /// <summary>The entity that a reference points to; null for other kinds.</summary>
    public Entity? To { get; internal set; }
    /// <summary>The expression of a computed field, which has no column; null for a stored field.</summary>
    public Expression? Computed { get; internal set; }
    /// <summary>The default for new records; null if there is none.</summary>
    public Expression? Default { get; internal set; }
    /// <summary>The yes-no field that says whether this date is late; null if there is none.</summary>
    public Field? Late { get; internal set; }
    /// <summary>What narrows the records that a reference offers: its own <c>where</c> and the entity's requirements.</summary>
    internal IReadOnlyList<OfferCondition> Offers { get; set; } = [];
    /// <summary>Own fields of the record being filled in that decide which records this reference offers.</summary>
    public IEnumerable<Field> OffersBy => Offers.SelectMany(offer => offer.Needs).SelectMany(OfferCondition.Stored).Distinct();
    /// <summary>How the value is made up of other fields; empty if that is not said.</summary>
    public IReadOnlyList<WorkingRow> Working { get; internal set; } = [];
    /// <summary>Time zone in which dates and times are entered: the solution's.</summary>
    public TimeZoneInfo Zone { get; internal init; } = TimeZoneInfo.Utc;
    /// <summary>True for fields that only the platform writes: id, number, status, timestamps.</summary>
    public bool IsSystem { get; internal init; }
    /// <summary>True if a solution defined the field, on its own entity or on one of the platform.</summary>
    public bool IsOfSolution => !IsSystem && !Definition.At.IsOfPlatform;
    /// <summary>Options of a choice field by key; for the status field, its states.</summary>
    public IReadOnlyDictionary<string, ChoiceDefinition> Choices => Definition.Choices;
    /// <summary>True if the field has a column.</summary>
    public bool IsStored => Computed is null;
    /// <summary>True for texts that are ordered with their numbers as numbers: the number of a record, and codes that say so.</summary>
    public bool IsNatural => Definition.Natural || IsSystem && Key == SystemFields.Number;

    /// <inheritdoc />
    public override string ToString() => $"{Entity?.Key}.{Key}";
}

/// <summary>One line of a working: a field of the same entity that is added or subtracted.</summary>
public sealed record WorkingRow(Field Field, bool Subtracted);

/// <summary>The records of an entity that reference one record of another: the inverse of a reference.</summary>
/// <param name="Key">Name of the collection.</param>
/// <param name="Owner">Entity of the owner.</param>
/// <param name="Entity">Entity of the records.</param>
/// <param name="Reference">Their field with the owner's id: a reference, or a number if <see cref="OwnerKey"/> is set.</param>
public sealed record Collection(string Key, Entity Owner, Entity Entity, Field Reference)
{
    /// <summary>
    /// For records that may belong to any entity (<c>files</c>): their field with the key of the owner's entity. Null otherwise.
    /// Such records have no grants of their own; rights over the owner apply.
    /// </summary>
    public Field? OwnerKey { get; internal init; }
    /// <summary>Columns that identify the owner of a record; empty where there are none.</summary>
    public IReadOnlyList<string> OwnerColumns => IsEverything || IsComputed ? []
        : OwnerKey is null ? [Reference.Key] : [OwnerKey.Key, Reference.Key];
    /// <summary>True for parts: they are created, deleted and restored with their owner.</summary>
    public bool IsPart => Reference.Definition.Part;
    /// <summary>True if the collection holds all records of an entity, without an owner.</summary>
    public bool IsEverything => Reference.Key == SystemFields.Id;
    /// <summary>True if the reference is computed: the records belong to whatever record it gives at the moment.</summary>
    public bool IsComputed => Reference.Definition.Computed is not null;
    /// <inheritdoc />
    public bool Equals(Collection? other) => ReferenceEquals(this, other);
    /// <inheritdoc />
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A field reached through references.</summary>
/// <param name="Through">The references to follow, in order; empty for a field of the record itself.</param>
/// <param name="Field">The field at the end.</param>
public sealed record FieldPath(IReadOnlyList<Field> Through, Field Field)
{
    /// <summary>The path as it is written: <c>partner.title</c>.</summary>
    public string Text { get; } = string.Join('.', Through.Append(Field).Select(step => step.Key));
    /// <inheritdoc />
    public override string ToString() => Text;
    /// <summary>Two paths are equal if they follow the same references to the same field.</summary>
    public bool Equals(FieldPath? other) =>
        other is not null && ReferenceEquals(Field, other.Field) && Through.SequenceEqual(other.Through);
    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A condition and the error message shown when it is false.</summary>
public sealed record Requirement(Expression Condition, LocalizedText Refusal)
{
    private Dependencies? needs;

    /// <summary>What makes the condition true, the most direct first. Pages offer the first that the reader has.</summary>
    public IReadOnlyList<Way> Ways { get; internal set; } = [];
    /// <summary>Paths of the record that the refusal names, as <c>{debt}</c>.</summary>
    public IReadOnlyList<FieldPath> Places { get; internal init; } = [];

    /// <summary>
    /// Keys of the stored fields and collections of an entity that the condition rests on, in the order of its fields: what a form marks
    /// when the condition fails.
    /// </summary>
    public IEnumerable<string> Concerns(Entity entity)
    {
        needs ??= Dependencies.OfWhole(Condition);
        return entity.Fields.Where(field => field is { IsStored: true, IsSystem: false } && needs.Fields.Contains(field))
            .Select(field => field.Key)
            .Concat(entity.Collections.Values.Where(needs.Collections.Contains).Select(collection => collection.Key));
    }
}

/// <summary>Fields that are unique together, and the error message; null for the common one.</summary>
public sealed record UniqueFields(IReadOnlyList<Field> Fields, LocalizedText? Refusal);

/// <summary>Fields that may not be changed while a condition holds, and why.</summary>
public sealed record FieldLock(Expression Condition, IReadOnlySet<Field> Fields, LocalizedText Reason);

/// <summary>A consent that people of some roles give when they create a record.</summary>
/// <param name="Field">Receives the moment of the consent.</param>
/// <param name="Roles">Keys of the roles that have the form.</param>
public sealed record DemandedConsent(Field Field, IReadOnlySet<string> Roles);

/// <summary>A way to meet a requirement.</summary>
public abstract record Way
{
    /// <summary>Take a transition that sets what is missing.</summary>
    public sealed record ByTransition(Transition Transition) : Way;
    /// <summary>Fill in a field.</summary>
    public sealed record AtField(Field Field) : Way;
    /// <summary>Add rows to a collection.</summary>
    public sealed record AtCollection(Collection Collection) : Way;
    /// <summary>Upload files to a group.</summary>
    public sealed record AtFiles(FileGroup Group) : Way;
}

/// <summary>A linked group of files with its conditions by role.</summary>
public sealed record FileGroup(string Key, FileGroupDefinition Definition, IReadOnlyDictionary<string, Expression> Read,
    IReadOnlyDictionary<string, Expression> Write)
{
    /// <summary>Kinds of its documents by key, in order.</summary>
    public IReadOnlyDictionary<string, FileKind> Kinds { get; init; } = new Dictionary<string, FileKind>();
    /// <summary>It holds the attachments of a conversation: they come and stay with their messages.</summary>
    public bool IsOfThread { get; init; }
    /// <summary>Kinds that some record needs: its checklist.</summary>
    public IEnumerable<FileKind> Needs => Kinds.Values.Where(kind => kind.Needed is not null);
}

/// <summary>A linked conversation on a record.</summary>
/// <param name="Key">Key of the conversation.</param>
/// <param name="Definition">The definition it was linked from.</param>
/// <param name="Group">The group of its attachments, which has its rights.</param>
public sealed record RecordThread(string Key, ThreadDefinition Definition, FileGroup Group)
{
    /// <summary>States that it tells of.</summary>
    public IReadOnlyList<string> States { get; init; } = [];
    /// <summary>Collections whose new parts it tells of.</summary>
    public IReadOnlyList<Collection> Parts { get; init; } = [];
    /// <summary>Notices sent with a message.</summary>
    public IReadOnlyList<Notice> Notices { get; internal set; } = [];
}

/// <summary>A linked kind of document.</summary>
/// <param name="Key">Key of the kind.</param>
/// <param name="Definition">The definition it was linked from.</param>
public sealed record FileKind(string Key, FileKindDefinition Definition)
{
    /// <summary>Condition under which a record needs it; null if none does.</summary>
    public Expression? Needed { get; init; }
    /// <summary>Whether a record has it, or what takes its place.</summary>
    public Expression Present { get; init; } = Expression.False;
    /// <summary>The role from which it is awaited; null for none.</summary>
    public Role? From { get; init; }

    /// <summary>Whether a file's name contains one of its words.</summary>
    internal bool IsCalled(string name)
    {
        var folded = Folding.Fold(name);
        return Definition.Words.Any(word => folded.Contains(Folding.Fold(word), StringComparison.Ordinal));
    }
}

/// <summary>What one role may do with the records of an entity. A null rule allows no record.</summary>
public sealed record Grant
{
    /// <summary>Rows that the role may read.</summary>
    public Expression? Read { get; init; }
    /// <summary>Fields that the role may read, including system fields.</summary>
    public IReadOnlySet<Field> Columns { get; init; } = new HashSet<Field>();
    /// <summary>Fields that the role may write; never system or computed fields.</summary>
    public IReadOnlySet<Field> Writable { get; init; } = new HashSet<Field>();
    /// <summary>Rows that the role may create, checked against the values as saved.</summary>
    public Expression? Create { get; init; }
    /// <summary>Rows that the role may update, checked before and after the change.</summary>
    public Expression? Update { get; init; }
    /// <summary>Rows that the role may move to the trash.</summary>
    public Expression? Delete { get; init; }
}

/// <summary>Keys of the platform's own entities that the engine uses by name.</summary>
public static class CoreEntities
{
    /// <summary>A user account.</summary>
    public const string User = "user";
    /// <summary>A role of a user.</summary>
    public const string Membership = "membership";
    /// <summary>A stored file.</summary>
    public const string File = "file";
    /// <summary>A message of a conversation.</summary>
    public const string Message = "message";
}
