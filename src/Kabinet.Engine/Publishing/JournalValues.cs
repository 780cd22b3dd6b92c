using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Publishing;

/// <summary>Keys of choices, states and roles in the changes that events tell: <c>{"field":"size","before":"small"}</c>.</summary>
internal sealed class JournalValues(Dialect dialect, KeyChanges changes)
{
    private const int AtOnce = 1000;
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Applies renames to these keys. Runs while fields still have their old names.</summary>
    public async ValueTask Follow(Transaction transaction, CancellationToken cancellation)
    {
        foreach (var field in changes.Renames.Select(Renamed).OfType<RenamedValue>().GroupBy(value => (value.Entity, value.Field)))
            await Follow(transaction, field.Key, field.ToDictionary(value => value.From, value => value.To, StringComparer.Ordinal),
                cancellation);
    }

    private static RenamedValue? Renamed(KeyChange change) => change.Family switch
    {
        KeyFamily.Choice => new(change.Owner, change.Before![1], change.From, change.To),
        KeyFamily.State => new(change.Owner, SystemFields.Status, change.From, change.To),
        KeyFamily.Role => new(CoreEntities.Membership, CoreFields.Role, change.From, change.To),
        _ => null,
    };

    private async ValueTask Follow(
        Transaction transaction, (string Entity, string Field) of, Dictionary<string, string> values, CancellationToken cancellation)
    {
        for (var last = 0L; ;)
        {
            var events = await transaction.Query(PublishingStatements.ChangesNaming(of, last, AtOnce), row =>
                (Id: row.GetInt64(0), Text: (string)dialect.Get(row, 1, DataType.Text)!), cancellation);
            foreach (var (id, text) in events)
                if (Rewritten(text, of.Field, values) is { } now)
                    await transaction.Execute(PublishingStatements.SetChanges(id, now), cancellation);
            if (events.Count < AtOnce) return;
            last = events[^1].Id;
        }
    }

    private static string? Rewritten(string text, string field, Dictionary<string, string> values)
    {
        var (all, isChanged) = (JsonNode.Parse(text)!.AsArray(), false);
        foreach (var change in all.OfType<JsonObject>().Where(change => (string?)change["field"] == field))
            foreach (var side in new[] { "before", "after" })
                if (change[side] is JsonValue kept && kept.TryGetValue<string>(out var key) && values.TryGetValue(key, out var now))
                    (change[side], isChanged) = (now, true);
        return isChanged ? all.ToJsonString(Form) : null;
    }

    private sealed record RenamedValue(string Entity, string Field, string From, string To);
}
