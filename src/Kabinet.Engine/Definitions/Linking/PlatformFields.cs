using Kabinet.Engine.Fields;

namespace Kabinet.Engine.Definitions.Linking;

/// <summary>The fields that the platform adds to every entity.</summary>
internal static class PlatformFields
{
    /// <summary>Those before the written ones: id, number, status.</summary>
    public static IEnumerable<Field> First(Entity entity, TimeZoneInfo zone)
    {
        yield return Made(entity, SystemFields.Id, new() { Kind = "ref", To = entity.Key }, zone);
        if (entity.Definition.Number is not null) yield return Made(entity, SystemFields.Number, new() { Kind = "text", Unique = true, Search = true }, zone);
        if (entity.Definition.Lifecycle is not { } lifecycle) yield break;
        yield return Made(entity, SystemFields.Status, new() { Kind = "choice", Choices = Choices(lifecycle), Required = true }, zone);
        yield return Made(entity, SystemFields.StatusSince, new() { Kind = "datetime" }, zone);
        yield return Made(entity, SystemFields.Overdue, new() { Kind = "yes_no", Computed = OverdueRule(lifecycle) }, zone);
    }

    /// <summary>Those after the written ones: who and when.</summary>
    public static IEnumerable<Field> Last(Entity entity, TimeZoneInfo zone)
    {
        yield return Made(entity, SystemFields.CreatedAt, new() { Kind = "datetime" }, zone);
        yield return Made(entity, SystemFields.CreatedBy, new() { Kind = "ref", To = CoreEntities.User }, zone);
        yield return Made(entity, SystemFields.UpdatedAt, new() { Kind = "datetime" }, zone);
    }

    private static Field Made(Entity entity, string key, FieldDefinition definition, TimeZoneInfo zone) =>
        new(entity, key, definition with { Title = Texts.Catalogue[$"system.{key}"], At = entity.Definition.At }, FieldKinds.Find(definition.Kind)!) { IsSystem = true, Zone = zone };

    private static OrderedDictionary<string, ChoiceDefinition> Choices(LifecycleDefinition lifecycle) =>
        new(lifecycle.States.Select(state => KeyValuePair.Create(state.Key, new ChoiceDefinition { Title = state.Value.Title, Color = state.Value.Color })), StringComparer.Ordinal);

    private static string OverdueRule(LifecycleDefinition lifecycle)
    {
        var limits = lifecycle.States.Where(state => state.Value.Limit is not null).Select(state => $"status = '{state.Key}' and status_since < @now - {state.Value.Limit}").ToList();
        return limits.Count == 0 ? "false" : string.Join(" or ", limits);
    }
}
