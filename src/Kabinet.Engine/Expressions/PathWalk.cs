using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions;

/// <summary>
/// Follows a dotted path from an entity through its references. Every path over linked entities is resolved here; callers only word the
/// errors.
/// </summary>
internal sealed class PathWalk(Entity start, UnparsedNames? unparsed = null)
{
    private readonly List<Field> through = [];

    /// <summary>Finds a field by its key; null if the reader does not see one.</summary>
    public Func<Entity, string, Field?> FieldOf { get; init; } = (entity, key) => entity.Find(key);
    /// <summary>False for references that the reader may not follow.</summary>
    public Func<Field, bool> MayFollow { get; init; } = _ => true;

    /// <summary>The entity reached so far.</summary>
    public Entity Entity { get; private set; } = start;
    /// <summary>The references followed so far.</summary>
    public IReadOnlyList<Field> Through => through;
    /// <summary>Why the last call failed; null if it did not.</summary>
    public PathFault? Fault { get; private set; }

    /// <summary>Resolves a whole path, such as <c>partner.title</c>. Null with a <see cref="Fault"/> if it does not exist.</summary>
    public FieldPath? Path(string text)
    {
        var keys = text.Split('.');
        return Follow(keys[..^1]) && Field(keys[^1]) is { } field ? new([.. through], field) : null;
    }

    /// <summary>Follows several references. False with a <see cref="Fault"/> at the first that cannot be followed.</summary>
    public bool Follow(IEnumerable<string> keys) => keys.All(Follow);

    /// <summary>Follows a reference of the entity reached so far. False with a <see cref="Fault"/> if there is none.</summary>
    public bool Follow(string key)
    {
        if (Field(key) is not { } reference) return false;
        if (reference.To is not { } next || !MayFollow(reference))
        {
            Fault = new PathFault.NoReference(reference);
            return false;
        }
        through.Add(reference);
        Entity = next;
        return true;
    }

    /// <summary>A field of the entity reached so far. Null with a <see cref="Fault"/> if there is none.</summary>
    public Field? Field(string key)
    {
        var field = FieldOf(Entity, key);
        Fault = field is not null ? null : unparsed?.MayBeField(Entity, key) == true ? new PathFault.Unparsed()
            : new PathFault.Unknown(Entity, key);
        return field;
    }
}

/// <summary>Why a path cannot be resolved.</summary>
internal abstract record PathFault
{
    /// <summary>The entity has no field of this name.</summary>
    public sealed record Unknown(Entity Entity, string Name) : PathFault;

    /// <summary>The path continues after a field that is not a reference, or that the reader may not follow.</summary>
    public sealed record NoReference(Field Field) : PathFault;

    /// <summary>The name may exist but could not be parsed. It has its own problem, so nothing more is reported.</summary>
    public sealed record Unparsed : PathFault;
}
