using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>Linking that several list blocks share: sort orders and sums.</summary>
internal sealed class ListLinking(Draft draft)
{
    /// <summary>Links a sort order: <c>-promised_on, number</c>.</summary>
    public List<Order> Orders(Entity entity, string? text, Location at)
    {
        var orders = new List<Order>();
        foreach (var part in text?.Split(',', StringSplitOptions.TrimEntries) ?? [])
            if (draft.PathOf(entity, part.TrimStart('-'), at) is { } path) orders.Add(new(path, part.StartsWith('-')));
        return orders;
    }

    /// <summary>Resolves a field whose values can be summed. Null if there is none; an unsuitable field is reported.</summary>
    public Field? SumOf(Entity entity, string? key, Location at)
    {
        if (key is null || draft.FieldOf(entity, key, at) is not { } field) return null;
        if (field.Type.Kind == ValueKind.Number) return field;
        draft.Refuse(at, new("problem.list.sum", key));
        return null;
    }
}
