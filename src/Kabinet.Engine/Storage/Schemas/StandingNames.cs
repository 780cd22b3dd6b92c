namespace Kabinet.Engine.Storage.Schemas;

/// <summary>Names of tables and columns before a plan renames them.</summary>
internal sealed class StandingNames(IReadOnlyList<SchemaStep> steps)
{
    private readonly Dictionary<string, string> tables = steps.OfType<SchemaStep.RenameTable>()
        .ToDictionary(step => step.To, step => step.From, StringComparer.Ordinal);

    private readonly Dictionary<(string Table, string Column), string> columns =
        steps.OfType<SchemaStep.RenameColumn>().ToDictionary(step => (step.Table, step.To), step => step.From);

    public string TableOf(string table) => tables.GetValueOrDefault(table, table);

    /// <summary>The column that a plan adds under a name; null when it already exists.</summary>
    public TableColumn? Added(string table, string column) =>
        steps.OfType<SchemaStep.AddColumn>().FirstOrDefault(step => step.Table == table && step.Column.Name == column)?.Column;

    public string ColumnOf(string table, string column) => columns.GetValueOrDefault((table, column), column);
}
