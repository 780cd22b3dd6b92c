namespace Kabinet.Engine.Words;

/// <summary>Words of the platform for a person: a key of <c>Core/texts</c> and what stands in its places. It becomes text at the edge, in the reader's language.</summary>
/// <param name="Key">Key of the text, <c>field.required</c>.</param>
/// <param name="Arguments">Values of its places <c>{0}</c>, <c>{1}</c> …; a <see cref="LocalizedText"/> is said in the reader's language.</param>
public sealed record Message(string Key, params object[] Arguments)
{
    /// <summary>Words that a definition gives rather than the platform.</summary>
    public static Message Of(LocalizedText text) => new(Texts.Verbatim, text);
}
