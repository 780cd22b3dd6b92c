using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>Former names, from <c>was</c>.</summary>
/// <param name="Tables">New name → old name.</param>
/// <param name="Columns">New table and column → old column.</param>
internal sealed record Renames(IReadOnlyDictionary<string, string> Tables,
    IReadOnlyDictionary<(string Table, string Column), string> Columns)
{
    public static readonly Renames None = new(new Dictionary<string, string>(), new Dictionary<(string, string), string>());

    public static Renames Of(Solution solution) => new(
        solution.Entities.Values.Where(entity => entity.Definition.Was is not null)
            .ToDictionary(entity => entity.Key, entity => entity.Definition.Was!, StringComparer.Ordinal),
        solution.Entities.Values.SelectMany(entity => entity.Fields).Where(field => field.Definition.Was is not null)
            .ToDictionary(field => (field.Entity.Key, field.Key), field => field.Definition.Was!));

    /// <summary>Merges in the key changes since the last revision, which also cover a rename that was undone.</summary>
    public Renames With(KeyChanges changes)
    {
        var (tables, columns) = (Tables.ToDictionary(StringComparer.Ordinal), Columns.ToDictionary());
        foreach (var change in changes.Renames)
            if (change.Family == KeyFamily.Entity) tables[change.To] = change.From;
            else if (change.Family == KeyFamily.Field) columns[(change.After![0], change.To)] = change.From;
        return new(tables, columns);
    }
}
