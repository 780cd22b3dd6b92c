using Kabinet.Engine.Expressions;
using Kabinet.Engine.Expressions.Checking;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>A linked entity: its fields with types, collections, life and grants. Immutable once its solution is linked.</summary>
public sealed class Entity
{
    private readonly Dictionary<string, Field> fieldsByKey = new(StringComparer.Ordinal);
    private readonly List<Field> fields = [];

    internal Entity(EntityDefinition definition) => Definition = definition;

    /// <summary>What was written.</summary>
    public EntityDefinition Definition { get; }
    /// <summary>Key and table name.</summary>
    public string Key => Definition.Entity;
    /// <summary>Name of one record.</summary>
    public LocalizedText Title => Definition.Title ?? LocalizedText.Same(Key);
    /// <summary>Name of many records.</summary>
    public LocalizedText Plural => Definition.Plural ?? Title;
    /// <summary>All fields: <c>id</c>, the number and the status first, then the written ones, then <c>created_at</c>, <c>created_by</c>, <c>updated_at</c>.</summary>
    public IReadOnlyList<Field> Fields => fields;
    /// <summary>Collections by name: the ways back of references to this entity, and <c>files</c> where it has file groups.</summary>
    public IReadOnlyDictionary<string, Collection> Collections { get; internal set; } = new Dictionary<string, Collection>();
    /// <summary>All its records as one collection: what an expression of a definition means by the entity's key where no name of the record has it.</summary>
    public Collection Everything { get; private set; } = null!;
    /// <summary>Conditions by name: what an expression about a record means by it.</summary>
    internal IReadOnlyDictionary<string, NamedCondition> Conditions { get; set; } = new Dictionary<string, NamedCondition>();
    /// <summary>The field that names a record.</summary>
    public Field Label { get; internal set; } = null!;
    /// <summary>Conditions of every written record and the words of their refusal.</summary>
    public IReadOnlyList<Requirement> Requirements { get; internal set; } = [];
    /// <summary>Notices sent when a record is made.</summary>
    public IReadOnlyList<Notice> Notices { get; internal set; } = [];
    /// <summary>States and transitions; null where records have no status.</summary>
    public Lifecycle? Lifecycle { get; internal set; }
    /// <summary>File groups by key.</summary>
    public IReadOnlyDictionary<string, FileGroup> FileGroups { get; internal set; } = new Dictionary<string, FileGroup>();
    /// <summary>What each role may, included roles not expanded.</summary>
    public IReadOnlyDictionary<string, Grant> Grants { get; internal set; } = new Dictionary<string, Grant>();

    /// <summary>The field of a key, or null.</summary>
    public Field? Find(string key) => fieldsByKey.GetValueOrDefault(key);

    /// <summary>The field of a key that is known to exist.</summary>
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
    /// <summary>Key and column name.</summary>
    public string Key { get; }
    /// <summary>What was written, or what the platform would have written for its own fields.</summary>
    public FieldDefinition Definition { get; }
    /// <summary>How it parses, checks, stores and shows.</summary>
    public FieldKind Kind { get; }
    /// <summary>Type in expressions.</summary>
    public Expressions.DataType Type { get; }
    /// <summary>Place among the fields of the entity.</summary>
    public int Ordinal { get; internal set; }
    /// <summary>Label.</summary>
    public LocalizedText Title => Definition.Title ?? LocalizedText.Same(Key);
    /// <summary>The entity a reference points to.</summary>
    public Entity? To { get; internal set; }
    /// <summary>The expression that is its value; nothing is stored.</summary>
    public Expression? Computed { get; internal set; }
    /// <summary>The value of a new record that does not give it.</summary>
    public Expression? Default { get; internal set; }
    /// <summary>The field that says whether this date is late.</summary>
    public Field? Late { get; internal set; }
    /// <summary>Zone in which its moments are entered: the solution's.</summary>
    public TimeZoneInfo Zone { get; internal init; } = TimeZoneInfo.Utc;
    /// <summary>Written by the platform only: id, number, status, times.</summary>
    public bool IsSystem { get; internal init; }
    /// <summary>A solution wrote it, on an entity of its own or of the platform.</summary>
    public bool IsOfSolution => !IsSystem && !Definition.At.IsOfPlatform;
    /// <summary>The options of a choice, states for a status.</summary>
    public IReadOnlyDictionary<string, ChoiceDefinition> Choices => Definition.Choices;
    /// <summary>A column exists for it.</summary>
    public bool IsStored => Computed is null;

    /// <inheritdoc />
    public override string ToString() => $"{Entity?.Key}.{Key}";
}

/// <summary>The records of another entity that belong to a record of this one.</summary>
/// <param name="Key">Name of the way back.</param>
/// <param name="Owner">The entity of the owner.</param>
/// <param name="Entity">The entity of the records.</param>
/// <param name="Reference">Their field with the owner's id: a reference, or a number where <see cref="OwnerKey"/> stands beside it.</param>
public sealed record Collection(string Key, Entity Owner, Entity Entity, Field Reference)
{
    /// <summary>
    /// The field with the key of the owner's entity, where the records may belong to any entity (<c>files</c>); then rights over the owner
    /// decide about them, and they have no grants of their own.
    /// Null where the reference leads to one entity.
    /// </summary>
    public Field? OwnerKey { get; internal init; }
    /// <summary>Columns by which the records of an owner are found.</summary>
    public IReadOnlyList<string> OwnerColumns => IsEverything ? [] : OwnerKey is null ? [Reference.Key] : [OwnerKey.Key, Reference.Key];
    /// <summary>True for parts: they are made, deleted and taken back with their owner.</summary>
    public bool IsPart => Reference.Definition.Part;
    /// <summary>True for all records of an entity, whoever asks for them.</summary>
    public bool IsEverything => Reference.Key == SystemFields.Id;
    /// <inheritdoc />
    public bool Equals(Collection? other) => ReferenceEquals(this, other);
    /// <inheritdoc />
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A field reached through references.</summary>
/// <param name="Through">The references walked, in order.</param>
/// <param name="Field">The field at the end.</param>
public sealed record FieldPath(IReadOnlyList<Field> Through, Field Field)
{
    /// <summary>As it is written: <c>partner.title</c>.</summary>
    public string Text { get; } = string.Join('.', Through.Append(Field).Select(step => step.Key));
    /// <inheritdoc />
    public override string ToString() => Text;
    /// <summary>Same fields on the same way.</summary>
    public bool Equals(FieldPath? other) => other is not null && ReferenceEquals(Field, other.Field) && Through.SequenceEqual(other.Through);
    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A condition and what is said when it does not hold.</summary>
public sealed record Requirement(Expression Condition, LocalizedText Refusal);

/// <summary>A group of files with its conditions by role.</summary>
public sealed record FileGroup(string Key, FileGroupDefinition Definition, IReadOnlyDictionary<string, Expression> Read, IReadOnlyDictionary<string, Expression> Write);

/// <summary>What one role may do with an entity; null rules mean nobody.</summary>
public sealed record Grant
{
    /// <summary>Rows seen.</summary>
    public Expression? Read { get; init; }
    /// <summary>Fields seen, the platform's own included.</summary>
    public IReadOnlySet<Field> Columns { get; init; } = new HashSet<Field>();
    /// <summary>Fields written; never a system or computed one.</summary>
    public IReadOnlySet<Field> Writable { get; init; } = new HashSet<Field>();
    /// <summary>Rows created, judged as written.</summary>
    public Expression? Create { get; init; }
    /// <summary>Rows changed, judged before and after.</summary>
    public Expression? Update { get; init; }
    /// <summary>Rows moved to the trash.</summary>
    public Expression? Delete { get; init; }
}

/// <summary>Keys of the platform's own entities that its code speaks about.</summary>
public static class CoreEntities
{
    /// <summary>A person who signs in.</summary>
    public const string User = "user";
    /// <summary>A role of a person.</summary>
    public const string Membership = "membership";
    /// <summary>A stored file.</summary>
    public const string File = "file";
}
