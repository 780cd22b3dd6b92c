using Kabinet.Engine.Model;

namespace Kabinet.Engine.Commands;

/// <summary>An actor's request to change one record. Values are raw input; <see cref="Fields.FieldKind.Accept"/> parses them.</summary>
/// <param name="Entity">Entity of the record.</param>
/// <param name="CommandId">Random id from the form or client; a repeat does nothing and returns the first outcome. Null where repeats are
/// harmless.</param>
public abstract record Command(Entity Entity, Guid? CommandId)
{
    /// <summary>Creates a record with its parts. <paramref name="Submit"/>, a transition, then runs in the same transaction.</summary>
    public sealed record Create(Entity Entity, Guid? CommandId, IReadOnlyDictionary<string, object?> Values,
        IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> Rows, string? Submit = null)
            : Command(Entity, CommandId);

    /// <summary>
    /// Changes fields. <paramref name="Version"/> is the version the values were read at: changes of other fields by others merge, changes
    /// of the same fields conflict.
    /// </summary>
    public sealed record Update(Entity Entity, Guid? CommandId, long Id, int? Version, IReadOnlyDictionary<string, object?> Values)
        : Command(Entity, CommandId);

    /// <summary>Moves a record and its parts to the trash.</summary>
    public sealed record Delete(Entity Entity, Guid? CommandId, long Id, int? Version) : Command(Entity, CommandId);

    /// <summary>Restores a record from the trash.</summary>
    public sealed record Restore(Entity Entity, Guid? CommandId, long Id) : Command(Entity, CommandId);

    /// <summary>
    /// Takes a transition with its inputs. <see cref="Version"/> is the version that the transition was shown for. A transition that may
    /// leave the record in its state is taken once for a version: its state does not tell that it was taken. Null means the version that
    /// the record has when the command arrives.
    /// </summary>
    public sealed record Transit(Entity Entity, Guid? CommandId, long Id, string Transition, IReadOnlyDictionary<string, object?> Inputs,
        string? Comment) : Command(Entity, CommandId)
    {
        /// <summary>The version that the transition was shown for.</summary>
        public int? Version { get; init; }
    }
}
