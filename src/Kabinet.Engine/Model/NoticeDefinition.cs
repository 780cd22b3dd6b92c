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
    /// The actor does not receive the notice. A field of kind <c>email</c> of the record is an address outside: it gets a letter that
    /// names only fields which a guest may fill in or read.
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
    /// <summary>
    /// True to leave out whoever has an unread notice of this kind about the record already: of a conversation one line is enough.
    /// </summary>
    public bool Once { get; init; }
    /// <summary>The letter, where it says more than the message. Default: the message with a button to the record.</summary>
    public LetterDefinition? Letter { get; init; }
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}

/// <summary>
/// The letter of a notice. Placeholders are those of the message, and <c>{notice.title}</c>, <c>{notice.text}</c>,
/// <c>{notice.record}</c>, <c>{notice.link}</c>, <c>{site.title}</c>, <c>{site.address}</c>.
/// </summary>
public sealed record LetterDefinition : Definition
{
    /// <summary>Subject. Default: the title of the notice and the name of the record.</summary>
    public LocalizedText? Subject { get; init; }
    /// <summary>The letter, in Markdown. A link alone in its paragraph is a button.</summary>
    public required LocalizedText Body { get; init; }
}
