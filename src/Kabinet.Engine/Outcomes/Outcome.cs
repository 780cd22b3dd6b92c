using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Outcomes;

/// <summary>The result of a command. One file of the web project maps all cases to HTTP.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>The command was committed. Repeating the same command id returns the same outcome.</summary>
    /// <param name="Id">Id of the record.</param>
    /// <param name="Version">Version of the record after the command.</param>
    /// <param name="Status">State after the command; null if the entity has no lifecycle.</param>
    public sealed record Done(long Id, int Version, string? Status) : Outcome
    {
        /// <summary>Whether a transition took the record into another state; false where a command is only repeated.</summary>
        public bool Moved { get; init; }
    }

    /// <summary>The input is invalid. Nothing was written.</summary>
    /// <param name="Errors">Messages by field key (<c>lines.2.quantity</c> for a row). The empty key is for the whole form.</param>
    public sealed record Invalid(IReadOnlyDictionary<string, IReadOnlyList<Message>> Errors) : Outcome
    {
        /// <summary>How long to wait before the next attempt; null where waiting does not help.</summary>
        public TimeSpan? Wait { get; init; }

        /// <summary>One error of one field.</summary>
        public static Invalid At(string field, Message message) =>
            new(new Dictionary<string, IReadOnlyList<Message>> { [field] = [message] });
    }

    /// <summary>The record does not exist for the actor, or the actor lacks the right. The two are not distinguished.</summary>
    public sealed record NotFound : Outcome;

    /// <summary>The record has changed since the actor read it.</summary>
    /// <param name="Message">Message for the user.</param>
    /// <param name="Version">Current version of the record.</param>
    /// <param name="Current">Current values of the conflicting fields that the actor may read.</param>
    public sealed record Conflict(Message Message, int Version, IReadOnlyDictionary<Field, object?> Current) : Outcome
    {
        /// <summary>The record as a whole has changed: no field of the actor's is in conflict with another value.</summary>
        public static Conflict Whole(int version) => new(new("command.changed"), version, new Dictionary<Field, object?>());
    }
}
