using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>
/// What a program made for an earlier revision sends. With the header <c>Kabinet-Revision</c> its names are followed; without it a renamed
/// name is refused with the present one, since the program may mean something else by it.
/// </summary>
internal static class EarlierBody
{
    /// <summary>The body of a request in present names; the second value is the answer to a body that is not understood.</summary>
    public static async Task<(JsonBody? Body, IResult? Refusal)> Read(HttpContext http, Entity entity, Transition? step = null)
    {
        var (body, refusal) = await JsonBody.Read(http);
        if (body is null) return (null, refusal);
        var following = new Following(NameFollowing.Of(http), step);
        var values = await following.Values(entity, body.Values, "");
        var rows = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>(StringComparer.Ordinal);
        foreach (var (name, sent) in body.Rows) rows[await following.Rows(entity, name)] = await following.Rows(entity, name, sent);
        return following.Renamed.Count > 0
            ? (null, Problems.Of(http, StatusCodes.Status422UnprocessableEntity, new("request.status_422"), following.Renamed))
            : (body with { Values = values, Rows = rows }, null);
    }

    private sealed class Following(NameFollowing names, Transition? step)
    {
        /// <summary>Refusals of renamed names.</summary>
        public Dictionary<string, IReadOnlyList<Message>> Renamed { get; } = new(StringComparer.Ordinal);

        public async ValueTask<Dictionary<string, object?>> Values(Entity entity, IReadOnlyDictionary<string, object?> sent, string prefix)
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var (key, value) in sent)
                if (IsOwn(key) || await names.Field(entity, key) is not { } field || !IsExpected(field.Field.Key)) values[key] = value;
                else if (field.Field.Key == key || names.IsTold)
                    values[field.Field.Key] = value is string text ? field.Value(key, text) : value;
                else Renamed[prefix + key] = [new("request.renamed_field", key, field.Field.Key)];
            return values;
        }

        public async ValueTask<string> Rows(Entity entity, string name)
        {
            var key = (await names.Collection(entity, name))?.Key ?? name;
            if (key == name || names.IsTold) return key;
            Renamed[name] = [new("request.renamed_field", name, key)];
            return name;
        }

        public async ValueTask<IReadOnlyList<IReadOnlyDictionary<string, object?>>> Rows(Entity entity, string name,
            IReadOnlyList<IReadOnlyDictionary<string, object?>> sent)
        {
            if (await names.Collection(entity, name) is not { } rows) return sent;
            var followed = new List<IReadOnlyDictionary<string, object?>>(sent.Count);
            foreach (var row in sent) followed.Add(await Values(rows.Entity, row, $"{name}.{followed.Count}."));
            return followed;
        }

        // What a transition asks besides fields of the record is not followed: it has no former name.
        private bool IsOwn(string key) => step is not null && (key == "comment" || step.Asks.Any(ask => ask.Key == key && !ask.OfRecord));

        private bool IsExpected(string key) => step is null || step.Asks.Any(ask => ask.Key == key);
    }
}
