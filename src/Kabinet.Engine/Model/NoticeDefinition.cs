using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary><c>notices/offered.yaml</c>: a message about an event, rendered under the rights of its receiver.</summary>
public sealed record NoticeDefinition : Definition
{
    /// <summary>Key of the notice.</summary>
    public required string Notice { get; init; }
    /// <summary>Entity of the records it tells about.</summary>
    public required string Entity { get; init; }
    /// <summary>Name of this kind in the person's settings.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Receivers: a path to a user (<c>manager</c>), a collection of users (<c>partner.people</c>), or <c>role:supermanager</c>. The actor himself is left out.</summary>
    public required IReadOnlyList<string> To { get; init; }
    /// <summary>The message; <c>{path}</c> is a field of the record, <c>{comment}</c> the comment of the event, <c>{actor}</c> who did it. What the receiver may not read stays out.</summary>
    public required LocalizedText Text { get; init; }
}
