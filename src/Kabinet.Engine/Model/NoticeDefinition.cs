using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary><c>notices/offered.yaml</c>: a message about an event. It shows only what its receiver may read.</summary>
[SeveralInFile("notices", nameof(Notice))]
public sealed record NoticeDefinition : Definition
{
    private static readonly IReadOnlyDictionary<string, LocalizedText> NoWords = new Dictionary<string, LocalizedText>();

    /// <summary>Key of the notice.</summary>
    public required string Notice { get; init; }
    /// <summary>Entity of the records that it is about.</summary>
    public required string Entity { get; init; }
    /// <summary>Name of the notice in the user's settings.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>
    /// Receivers: a path to a user (<c>manager</c>), a collection of users (<c>partner.people</c>), or <c>role:supermanager</c>.
    /// The actor does not receive the notice.
    /// </summary>
    public required IReadOnlyList<string> To { get; init; }
    /// <summary>
    /// The message. <c>{path}</c> is a field of the record, <c>{comment}</c> the comment of the event, <c>{actor}</c> the actor's name.
    /// Values that the receiver may not read are left out.
    /// </summary>
    public required LocalizedText Text { get; init; }
    /// <summary>
    /// The message for some of the receivers, as they are written under <c>to</c>: <c>manager: You have a new request {number}</c>. A user
    /// who is several of them gets the words of the first; the others get <c>text</c>.
    /// </summary>
    public IReadOnlyDictionary<string, LocalizedText> Words { get; init; } = NoWords;
    /// <summary>
    /// One line for the notices that a step for several records sends to one user. <c>{count}</c> is their number, <c>{actor}</c> the
    /// actor's name. Default: the title and the number.
    /// </summary>
    public LocalizedText? Many { get; init; }
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}
