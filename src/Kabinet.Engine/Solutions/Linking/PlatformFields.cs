using Kabinet.Engine.Fields;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>The system fields that the platform adds to every entity.</summary>
internal static class PlatformFields
{
    /// <summary>Fields before those of the definition: id, number, status.</summary>
    public static IEnumerable<Field> First(Entity entity, Draft draft)
    {
        yield return Made(entity, SystemFields.Id, new() { Kind = "ref", To = entity.Key }, draft);
        if (entity.Definition.Number is not null)
            yield return Made(entity, SystemFields.Number, new() { Kind = "text", Unique = true, Search = true }, draft);
        if (entity.Definition.Lifecycle is not { } lifecycle) yield break;
        yield return Made(entity, SystemFields.Status,
            new() { Kind = "choice", Choices = Choices(lifecycle), Required = true, Unparsed = UnparsedChoices(lifecycle) }, draft);
        yield return Made(entity, SystemFields.StatusSince, new() { Kind = "datetime" }, draft);
        yield return Made(entity, SystemFields.Overdue, new() { Kind = "yes_no", Computed = OverdueRule(lifecycle) }, draft);
    }

    /// <summary>Fields after those of the definition: who created the record, and when it was created and changed.</summary>
    public static IEnumerable<Field> Last(Entity entity, Draft draft)
    {
        yield return Made(entity, SystemFields.CreatedAt, new() { Kind = "datetime" }, draft);
        yield return Made(entity, SystemFields.CreatedBy, new() { Kind = "ref", To = CoreEntities.User }, draft);
        yield return Made(entity, SystemFields.UpdatedAt, new() { Kind = "datetime" }, draft);
    }

    /// <summary>Keys of system fields that the entity may or may not have, because its definition is unparsed.</summary>
    public static IEnumerable<string> Unparsed(EntityDefinition entity)
    {
        if (!entity.Knows("number")) yield return SystemFields.Number;
        if (entity.Lifecycle is not null || entity.Knows("lifecycle")) yield break;
        yield return SystemFields.Status;
        yield return SystemFields.StatusSince;
        yield return SystemFields.Overdue;
    }

    private static Field Made(Entity entity, string key, FieldDefinition definition, Draft draft) =>
        new(entity, key, definition with { Title = Texts.Catalogue[$"system.{key}"], At = entity.Definition.At },
            draft.Kinds.Field(definition.Kind)!) { IsSystem = true, Zone = draft.Zone };

    private static OrderedDictionary<string, ChoiceDefinition> Choices(LifecycleDefinition lifecycle) =>
        new(lifecycle.States.Select(state =>
            KeyValuePair.Create(state.Key, new ChoiceDefinition { Title = state.Value.Title, Color = state.Value.Color })),
            StringComparer.Ordinal);

    private static HashSet<string> UnparsedChoices(LifecycleDefinition lifecycle) =>
        lifecycle.Knows("states")
            ? [.. lifecycle.Unparsed.Where(key => key.StartsWith("states.", StringComparison.Ordinal))
            .Select(key => "choices" + key["states".Length..])] : ["choices"];

    private static string OverdueRule(LifecycleDefinition lifecycle)
    {
        // States with an invalid key or limit have been reported. They would make an invalid expression that the author never wrote.
        var limits = lifecycle.States.Where(state => Keys.IsKey(state.Key) && Keys.IsDuration(state.Value.Limit))
            .Select(state => $"status = '{state.Key}' and status_since < @now - {state.Value.Limit}").ToList();
        return limits.Count == 0 ? "false" : string.Join(" or ", limits);
    }
}
