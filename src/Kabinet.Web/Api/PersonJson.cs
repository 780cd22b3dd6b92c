using System.Text.Json;
using Kabinet.Engine.People;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PersonJson
{
    public static void Write(Utf8JsonWriter json, SignedIn signedIn, RequestContext here)
    {
        json.WriteStartObject("user");
        RecordJson.Value(json, "id", signedIn.Person.Id);
        RecordJson.Value(json, "login", signedIn.Person.Login);
        RecordJson.Value(json, "name", signedIn.Person.Name);
        RecordJson.Value(json, "email", signedIn.Person.Email);
        json.WriteEndObject();
        json.WriteStartArray("roles");
        foreach (var role in signedIn.Actor.Roles)
        {
            json.WriteStartObject();
            RecordJson.Value(json, "key", role);
            RecordJson.Value(json, "title", here.Say(here.Solution.Roles[role].Definition.Title));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean("must_change_password", signedIn.MustChangePassword);
    }

    /// <summary>A password told once.</summary>
    public static IResult OneTime(int status, OneTimePassword given) => new JsonAnswer(status, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("id", given.User);
        json.WriteString("login", given.Login);
        json.WriteString("password", given.Password);
        json.WriteEndObject();
    });
}
