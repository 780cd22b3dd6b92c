using Kabinet.Engine.Model;

namespace Kabinet.Engine.Commands;

/// <summary>Finds the owners of a record.</summary>
internal static class Owners
{
    /// <summary>The records it is a part of, and the owner given by its pair of columns; none for an independent record.</summary>
    public static IEnumerable<(Entity Entity, long Id)> OwnersOf(this CommandRun run, RecordRow row)
    {
        foreach (var reference in row.Entity.Fields.Where(field => field.Definition.Part))
            if (row[reference] is long id) yield return (reference.To!, id);
        if (OwnedByAny.Of(row.Entity.Key) is not { } pair) yield break;
        if (row[row.Entity[pair.OwnerKey]] is string key && run.Solution.Entities.TryGetValue(key, out var owner))
            yield return (owner, (long)row[row.Entity[pair.OwnerId]]!);
    }
}
