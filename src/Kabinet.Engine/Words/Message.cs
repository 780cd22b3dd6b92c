namespace Kabinet.Engine.Words;

/// <summary>A message for a user: a key of <c>Core/texts</c> and its arguments. It is translated when it is shown.</summary>
/// <param name="Key">Key of the text, for example <c>field.required</c>.</param>
/// <param name="Arguments">Values of the placeholders <c>{0}</c>, <c>{1}</c> …; a <see cref="LocalizedText"/> is translated too.</param>
public sealed record Message(string Key, params object[] Arguments)
{
    /// <summary>A message whose text comes from a definition instead of <c>Core/texts</c>.</summary>
    public static Message Of(LocalizedText text) => new(Texts.Verbatim, text);
}
