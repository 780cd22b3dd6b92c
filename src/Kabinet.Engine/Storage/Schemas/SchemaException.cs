using Kabinet.Engine.Words;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>A schema change that the data do not allow, or that conflicts with another publication. Nothing was changed.</summary>
public class SchemaException : Exception
{
    /// <summary>A refusal with its reason as text.</summary>
    public SchemaException(string message) : base(message) { }

    internal SchemaException(IEnumerable<Message> refusals)
        : base(string.Join(Environment.NewLine, refusals.Select(refusal => Texts.Say(refusal, Languages.OfLogs)))) { }
}

/// <summary>Another revision was published between the plan and its transaction; the plan must be made again.</summary>
internal sealed class RevisionMovedException(int revision) : SchemaException($"Revision {revision} was published meanwhile");
