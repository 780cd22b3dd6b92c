using System.Text.Encodings.Web;
using System.Text.Json;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices;

/// <summary>
/// What a notice says, fixed at the moment of its event: its texts and the values of their placeholders in every language. Later changes
/// of the record or of the definition do not alter it.
/// </summary>
/// <param name="Title">Title of the notice.</param>
/// <param name="Messages">The common message, then those for particular receivers.</param>
/// <param name="Many">One line for several notices of a step for several records; null for the title and their number.</param>
/// <param name="Values">Values by path.</param>
internal sealed record NoticeWords(LocalizedText Title, IReadOnlyList<LocalizedText> Messages, LocalizedText? Many,
    IReadOnlyDictionary<string, NoticeValue> Values)
{
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write() => JsonSerializer.Serialize(this, Form);

    public static NoticeWords Read(string text) => JsonSerializer.Deserialize<NoticeWords>(text, Form)!;
}

/// <summary>A value as it was shown at the moment of the event.</summary>
/// <param name="Shown">Its words by language.</param>
/// <param name="Target">Id of the record that a reference pointed to; null for other values.</param>
internal sealed record NoticeValue(IReadOnlyDictionary<string, string> Shown, long? Target = null);
