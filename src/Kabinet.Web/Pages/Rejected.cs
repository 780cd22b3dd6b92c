using Kabinet.Engine.Words;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pages;

/// <summary>
/// A form that was sent and refused, or only asked to be drawn again: what was typed and what is wrong, for the block it came from.
/// </summary>
internal sealed record Rejected(string BlockKey, PostedForm Form, IReadOnlyDictionary<string, IReadOnlyList<Message>> Errors)
{
    /// <summary>The version that the record has now, where the reader is shown what others changed in it.</summary>
    public int? Version { get; init; }

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<Message>> NoErrors = new Dictionary<string, IReadOnlyList<Message>>();
}
