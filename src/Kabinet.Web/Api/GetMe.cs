using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class GetMe
{
    public static IResult Handle(HttpContext http)
    {
        var here = http.Kabinet();
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            PersonJson.Write(json, here.SignedIn!, here);
            json.WriteStartArray("abilities");
            foreach (var ability in here.Actor.Abilities.Order(StringComparer.Ordinal)) json.WriteStringValue(ability);
            json.WriteEndArray();
            json.WriteString("language", here.Language);
            json.WriteString("impersonator", here.SignedIn!.Impersonator);
            json.WriteString("solution", here.Solution.Settings.Solution);
            json.WriteNumber("revision", here.Solution.Revision);
            json.WriteEndObject();
        });
    }
}
