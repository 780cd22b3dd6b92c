using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Outcomes;

/// <summary>How a command ended. A closed family; one file of the web turns it into HTTP.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>Done and journalled. A repeat of the same command id tells the same.</summary>
    /// <param name="Id">The record.</param>
    /// <param name="Version">Its version now.</param>
    /// <param name="Status">Its status now; null without a lifecycle.</param>
    public sealed record Done(long Id, int Version, string? Status) : Outcome;

    /// <summary>Values were refused; nothing was written.</summary>
    /// <param name="Errors">Refusals by field key (<c>lines.2.quantity</c> for a row); the empty key concerns the whole.</param>
    public sealed record Invalid(IReadOnlyDictionary<string, IReadOnlyList<Message>> Errors) : Outcome
    {
        /// <summary>One refusal of one field.</summary>
        public static Invalid At(string field, Message message) => new(new Dictionary<string, IReadOnlyList<Message>> { [field] = [message] });
    }

    /// <summary>No such record for this actor, or no such right: the two look the same.</summary>
    public sealed record NotFound : Outcome;

    /// <summary>Somebody was faster.</summary>
    /// <param name="Message">What happened.</param>
    /// <param name="Version">The version now.</param>
    /// <param name="Current">Present values of the fields in conflict, those the actor may read.</param>
    public sealed record Conflict(Message Message, int Version, IReadOnlyDictionary<Field, object?> Current) : Outcome;
}
