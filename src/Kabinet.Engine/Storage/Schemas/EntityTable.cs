using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>The table of an entity: one column per stored field, plus the system columns.</summary>
internal static class EntityTable
{
    private static readonly string[] Born = [SystemFields.CreatedAt, SystemFields.UpdatedAt];

    public static Table Of(Entity entity, IReadOnlyList<TableIndex> indexes) => new(entity.Key)
    {
        Columns = [.. entity.Fields.Where(field => field.IsStored && field.Key != SystemFields.Id).Select(Column), .. Own(entity)],
        Indexes = indexes,
        Folding = indexes.Any(index => index.Columns.Any(TableIndex.IsFolded)) ? Engine.Words.Folding.Version : 0,
        Words = TableWords.Of(WordTable.Of(entity)),
    };

    private static TableColumn Column(Field field) => new(field.Key, field.Type, field.IsSystem && Born.Contains(field.Key))
    {
        Choices = field.Type.Kind == ValueKind.Choice ? [.. field.Choices.Keys] : null,
        Fill = FillOf(field),
        FillFrom = field is { IsSystem: true, Key: SystemFields.StatusSince } ? SystemFields.UpdatedAt : null,
    };

    /// <summary>
    /// Value for existing rows of a new column: a constant default, false for a yes/no, the initial state for a status; otherwise null.
    /// </summary>
    private static object? FillOf(Field field) => field switch
    {
        { IsSystem: true, Key: SystemFields.Status } => field.Entity.Lifecycle?.Initial.Key,
        { Default: Constant constant } => constant.Value,
        { Type.Kind: ValueKind.YesNo } => false,
        _ => null,
    };

    private static IEnumerable<TableColumn> Own(Entity entity)
    {
        yield return new(SystemColumns.Version, DataType.Whole, Required: true) { Default = 1 };
        yield return new(SystemColumns.DeletedAt, DataType.DateTime);
        if (entity.Lifecycle is not null) yield return new(SystemColumns.PreviousStatus, DataType.Text);
    }
}
