using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Commands;

/// <summary>
/// An actor's request to change one record. Values are raw input; <see cref="Fields.FieldKind.Accept(Field, object?, out object?)"/> parses
/// them.
/// </summary>
/// <param name="Entity">Entity of the record.</param>
/// <param name="CommandId">Random id from the form or client; a repeat does nothing and returns the first outcome. Null where repeats are
/// harmless.</param>
public abstract record Command(Entity Entity, Guid? CommandId)
{
    /// <summary>Random key of the step for several records that this command belongs to; null for one record.</summary>
    public Guid? Batch { get; init; }

    /// <summary>Versions of the record that the command is meant for; any other is a conflict. Null where it is meant for any.</summary>
    public IReadOnlyList<int>? Only { get; init; }

    /// <summary>True to try the command and to take everything back whatever comes of it: what it would answer is its answer.</summary>
    public bool IsRehearsal { get; init; }

    /// <exception cref="RefusedException">The record has a version that the command is not meant for.</exception>
    internal void RequireVersion(int version)
    {
        if (Only is { } meant && !meant.Contains(version))
            throw new RefusedException(Outcome.Conflict.Whole(version));
    }

    /// <summary>Creates a record with its parts. <paramref name="Submit"/>, a transition, then runs in the same transaction.</summary>
    public sealed record Create(Entity Entity, Guid? CommandId, IReadOnlyDictionary<string, object?> Values,
        IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> Rows, string? Submit = null)
            : Command(Entity, CommandId);

    /// <summary>
    /// Changes fields, and from a form that holds the whole record also its parts. <paramref name="Version"/> is the version the values
    /// were
    /// read at: changes of other fields by others merge, changes of the same fields conflict.
    /// </summary>
    public sealed record Update(Entity Entity, Guid? CommandId, long Id, int? Version, IReadOnlyDictionary<string, object?> Values)
        : Command(Entity, CommandId)
    {
        /// <summary>Parts to change, add and remove, by collection. Parts that are not named stay as they are.</summary>
        public IReadOnlyDictionary<string, IReadOnlyList<GivenPart>> Rows { get; init; } =
            new Dictionary<string, IReadOnlyList<GivenPart>>();
        /// <summary>A transition that then runs in the same transaction; null for none.</summary>
        public string? Submit { get; init; }
    }

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
        /// <summary>Files that came with it, received but not yet stored; see <c>StepFiles</c>.</summary>
        internal IReadOnlyList<GivenFile> Files { get; init; } = [];
    }
}

/// <summary>A file that came with a transition.</summary>
/// <param name="Group">Key of its group.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its bytes; null where they were not read to the end.</param>
/// <param name="Refusal">Why it is not taken; null if it is, and where the actor could not take the transition when it arrived.</param>
internal sealed record GivenFile(string Group, string Name, ReceivedBytes? Bytes, Message? Refusal = null)
{
    /// <summary>Key of its kind; null for the group's own.</summary>
    public string? Kind { get; init; }

    /// <summary>The file that it is a new version of; null for the one of the same name, if there is one.</summary>
    public long? Replaces { get; init; }
}

/// <summary>Bytes that were received.</summary>
/// <param name="Key">Their key in the data folder; empty where they were only read, so that a repeated command is known by them.</param>
/// <param name="Size">Their number as they came.</param>
/// <param name="Sha256">Their hash as they came.</param>
internal sealed record ReceivedBytes(string Key, long Size, string Sha256)
{
    /// <summary>Whether they are in the data folder.</summary>
    public bool IsKept => Key.Length > 0;

    /// <summary>What is kept of them; null where they were only read.</summary>
    public FileContent? Content { get; init; }
}

/// <summary>What is kept of received bytes: a picture is kept without the metadata of its camera.</summary>
/// <param name="Type">Media type.</param>
/// <param name="Size">Number of bytes.</param>
/// <param name="Sha256">Their hash.</param>
internal sealed record FileContent(string Type, long Size, string Sha256)
{
    /// <summary>Width and height of a picture in pixels; null for other files.</summary>
    public (int Width, int Height)? Pixels { get; init; }

    /// <summary>Key of the thumbnail; null where there is none.</summary>
    public string? Thumbnail { get; init; }
}

/// <summary>One part in a form of its owner.</summary>
/// <param name="Id">The part; null for a new one.</param>
/// <param name="Version">The version its values were read at.</param>
/// <param name="Values">Raw input by field key.</param>
/// <param name="Removed">True to move it to the trash.</param>
public sealed record GivenPart(long? Id, int? Version, IReadOnlyDictionary<string, object?> Values, bool Removed = false);
