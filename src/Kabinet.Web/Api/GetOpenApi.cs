using System.Globalization;
using System.Text.Json.Nodes;
using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Web.Api.Description;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.WebUtilities;

namespace Kabinet.Web.Api;

/// <summary>The API as its reader may use it: entities, fields and transitions that exist for him and no others.</summary>
internal static class GetOpenApi
{
    private static readonly int[] Refusals = [400, 401, 404, 409, 412, 413, 415, 422, 429];

    public static IResult Handle(HttpContext http)
    {
        var here = http.Kabinet();
        var entities = here.Solution.Entities.Values.Where(here.Actor.Concerns).OrderBy(entity => entity.Key, StringComparer.Ordinal)
            .ToList();
        var document = Document(here, entities);
        return new JsonAnswer(json => document.WriteTo(json));
    }

    private static JsonObject Document(RequestContext here, List<Entity> entities) => new()
    {
        ["openapi"] = "3.1.0",
        ["info"] = Info(here),
        ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
        ["tags"] = Tags(here, entities),
        ["paths"] = Paths(ApiOperations.Of(here, entities)),
        ["components"] = new JsonObject
        {
            ["securitySchemes"] = new JsonObject { ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
            ["responses"] = new JsonObject(Refusals.Select(status => KeyValuePair.Create($"{status}", (JsonNode?)Refusal(status)))),
            ["schemas"] = new JsonObject(entities.Select(entity => (entity.Key, Schema: Schemas.OfRecord(here, entity)))
                .Concat(Schemas.Common(here)).Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Schema))),
        },
        ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
    };

    private static JsonObject Info(RequestContext here)
    {
        var title = here.Say(here.Solution.Settings.Title);
        return new()
        {
            ["title"] = title,
            ["version"] = here.Solution.Revision.ToString(CultureInfo.InvariantCulture),
            ["description"] = "Records, files and notices under the rights of whoever asks. What he may not see is not described either.",
            ["contact"] = new JsonObject { ["name"] = title },
            ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
        };
    }

    private static JsonArray Tags(RequestContext here, IEnumerable<Entity> entities)
    {
        var tags = new List<(string Name, string Says)>
        {
            (ApiOperations.Session, "Signing in and who one is"), (ApiOperations.Files, "Bytes of files"),
            (ApiOperations.Notices, "What has happened"),
        };
        if (here.Actor.Abilities.Contains(Ability.Users))
            tags.AddRange([(ApiOperations.People, "Letting people in"), (ApiOperations.Jobs, "What the platform does by itself")]);
        tags.AddRange(entities.Select(entity => (entity.Key, here.Say(entity.Plural))));
        return [.. tags.Select(tag => new JsonObject { ["name"] = tag.Name, ["description"] = tag.Says })];
    }

    private static JsonObject Paths(IEnumerable<Operation> operations) =>
        new(operations.GroupBy(operation => operation.Path, StringComparer.Ordinal).Select(path =>
            KeyValuePair.Create(path.Key, (JsonNode?)new JsonObject(path.Select(operation =>
                KeyValuePair.Create(operation.Method, (JsonNode?)operation.Describe()))))));

    private static JsonObject Refusal(int status) => new()
    {
        ["description"] = ReasonPhrases.GetReasonPhrase(status),
        ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = Schemas.Named(Schemas.Problem) } },
    };
}
