using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Kabinet.Web.Blocks;

/// <summary>Ways of a card as its drag reads them.</summary>
internal static class BoardText
{
    // Cyrillic stays Cyrillic here too; the attribute is encoded by the view.
    private static readonly JsonSerializerOptions Plain =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Json(IReadOnlyDictionary<string, CardMove> moves) => JsonSerializer.Serialize(moves, Plain);
}
