using System.Text.Json;

namespace Kabinet.Web.Pages;

/// <summary>Ways of a card as its drag reads them.</summary>
internal static class BoardText
{
    public static string Json(IReadOnlyDictionary<string, CardMove> moves) => JsonSerializer.Serialize(moves, JsonSerializerOptions.Web);
}
