using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links the patterns of numbers and the fields in them.</summary>
internal sealed class NumberLinking(Draft draft)
{
    /// <summary>Reports a pattern that is none.</summary>
    public void Judge(EntityDefinition entity)
    {
        bool IsField(string path) =>
            path.Split('.')[0] is var key && (entity.Fields.ContainsKey(key) || entity.MayHave("fields", key));
        if (entity.Number is not { } pattern
            || NumberFormat.Parse(pattern, IsField, out var reason, out var unknown) is not null) return;
        Message? hint = unknown is null ? null
            : Spelling.Suggest(unknown, NumberFormat.Places) ?? Spelling.Suggest(unknown, entity.Fields.Keys)
                ?? new Message("problem.hint.number", "{year}, {yy}, {month}, {day}, {seq:00000}");
        draft.Refuse(entity.PlaceOf("number"), reason!, hint);
    }

    /// <summary>The fields in the pattern by their paths. Those that cannot stand in a number are reported.</summary>
    public OrderedDictionary<string, FieldPath> Fields(Entity entity)
    {
        var (found, at) = (new OrderedDictionary<string, FieldPath>(StringComparer.Ordinal), entity.Definition.PlaceOf("number"));
        bool IsField(string path) => entity.Find(path.Split('.')[0]) is { IsSystem: false };
        if (entity.Definition.Number is not { } pattern
            || NumberFormat.Parse(pattern, IsField, out _, out _) is not { } format) return found;
        foreach (var text in format.Fields)
            if (draft.PathOf(entity, text, at) is { } path && IsFit(path, at)) found[text] = path;
        return found;
    }

    // The value must be there when the record is created: the first field is required, the last one is checked then.
    private bool IsFit(FieldPath path, Location at)
    {
        var first = path.Through.Count > 0 ? path.Through[0] : path.Field;
        if (path.Through.Append(path.Field).Any(field => field.Definition.Computed is not null))
            draft.Refuse(at, new("problem.field.computed", path));
        else if (path.Field.Type is not ({ Kind: ValueKind.Text or ValueKind.Choice } or { Kind: ValueKind.Number, Scale: 0 }))
            draft.Refuse(at, new("problem.number.kind", path), new("problem.hint.number_kind", "{branch.code}"));
        else if (!first.Definition.Required && first.Definition.Knows("required"))
            draft.Refuse(at, new("problem.number.optional", first.Key), new("problem.hint.number_optional", first.Key));
        else return true;
        return false;
    }
}
