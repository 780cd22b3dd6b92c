namespace Kabinet.Engine.Storage.Schemas;

/// <summary>Tables of the platform that are no entities, in alphabetical order: each module declares its own and adds one line here.</summary>
internal static class SystemTables
{
    public static readonly IReadOnlyList<Table> All =
    [
        RevisionTable.Table,
    ];
}
