using Kabinet.Engine.Model;

namespace Kabinet.Engine.Commands;

/// <summary>Something an actor wants done to one record. Values are as they came (<see cref="Fields.FieldKind.Accept"/> takes them).</summary>
/// <param name="Entity">Entity of the record.</param>
/// <param name="CommandId">Random id given by the form or the client; a repeat of it does nothing and tells the first outcome. Null where repeats are harmless.</param>
public abstract record Command(Entity Entity, Guid? CommandId)
{
    /// <summary>Makes a record with the rows of its parts; <paramref name="Submit"/> then runs in the same transaction.</summary>
    public sealed record Create(Entity Entity, Guid? CommandId, IReadOnlyDictionary<string, object?> Values,
        IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> Rows, string? Submit = null) : Command(Entity, CommandId);

    /// <summary>Changes fields. With the version the values were read at, changes of others to other fields merge and to the same fields conflict.</summary>
    public sealed record Update(Entity Entity, Guid? CommandId, long Id, int? Version, IReadOnlyDictionary<string, object?> Values) : Command(Entity, CommandId);

    /// <summary>Moves a record and its parts to the trash.</summary>
    public sealed record Delete(Entity Entity, Guid? CommandId, long Id, int? Version) : Command(Entity, CommandId);

    /// <summary>Takes a record back from the trash.</summary>
    public sealed record Restore(Entity Entity, Guid? CommandId, long Id) : Command(Entity, CommandId);

    /// <summary>Takes a transition with the values it asks.</summary>
    public sealed record Transit(Entity Entity, Guid? CommandId, long Id, string Transition, IReadOnlyDictionary<string, object?> Inputs, string? Comment) : Command(Entity, CommandId);
}
