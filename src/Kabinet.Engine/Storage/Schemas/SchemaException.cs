using Kabinet.Engine.Words;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>A change of the tables that the data do not allow, or that somebody else was faster with; nothing was changed.</summary>
public class SchemaException : Exception
{
    /// <summary>Refused for a reason told in words.</summary>
    public SchemaException(string message) : base(message) { }

    internal SchemaException(IEnumerable<Message> refusals)
        : base(string.Join(Environment.NewLine, refusals.Select(refusal => Texts.Say(refusal, "en")))) { }
}

/// <summary>Another revision was published between the plan and its transaction: what was planned is to be planned anew.</summary>
internal sealed class RevisionMovedException(int revision) : SchemaException($"Revision {revision} was published meanwhile");
