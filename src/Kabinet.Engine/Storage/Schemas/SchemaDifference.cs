using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>
/// The steps from one schema to another, computed without a database. Order: old indexes, renames, trash, new tables and columns, types,
/// new indexes, words.
/// </summary>
internal sealed class SchemaDifference(Schema existing, Schema target, Renames renames)
{
    private readonly List<SchemaStep> names = [], drops = [], trash = [], tables = [], columns = [], indexes = [], words = [];
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly int revision = existing.Revision + 1;

    public IReadOnlyList<SchemaStep> Steps()
    {
        var formerly = target.Tables.Values.ToDictionary(table => table.Name, Former, StringComparer.Ordinal);
        var kept = formerly.Values.OfType<Table>().Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, former) in formerly)
            if (former is not null) renamed[former.Name] = name;
        foreach (var gone in existing.Tables.Values.Where(table => !kept.Contains(table.Name))) Trash(gone);
        foreach (var table in target.Tables.Values)
            if (formerly[table.Name] is { } former) Compare(former, table);
            else Create(table);
        return [.. drops, .. names, .. trash, .. tables, .. columns, .. indexes, .. words];
    }

    private Table? Former(Table table) =>
        existing.Tables.GetValueOrDefault(table.Name)
        ?? (renames.Tables.TryGetValue(table.Name, out var was) && !target.Tables.ContainsKey(was) ? existing.Tables.GetValueOrDefault(was)
            : null);

    private void Trash(Table gone)
    {
        foreach (var index in Standing(gone)) Drop(gone, index);
        if (gone.Words is not null) drops.Add(new DropWords(gone.Name));
        trash.Add(new SchemaStep.TrashTable(gone.Name, InTrash(gone.Name)));
    }

    private void Create(Table table)
    {
        tables.Add(new SchemaStep.CreateTable(table));
        foreach (var index in table.Indexes) indexes.Add(new SchemaStep.CreateIndex(table.Name, index, OnExisting: false));
        if (table.Words is not null) words.Add(new BuildWords(table.Name, table.Words));
    }

    private void Compare(Table former, Table table)
    {
        if (former.Name != table.Name) names.Add(new SchemaStep.RenameTable(former.Name, table.Name, ReferringTables()));
        var touched = new HashSet<string>(StringComparer.Ordinal);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in table.Columns)
        {
            var before = FormerColumn(former, table, column);
            if (before is not null) kept.Add(before.Name);
            if (Change(table.Name, before, column)) touched.Add(column.Name);
        }
        foreach (var gone in former.Columns.Where(column => !kept.Contains(column.Name)))
            trash.Add(new SchemaStep.TrashColumn(table.Name, gone.Name, InTrash(gone.Name)));
        CompareIndexes(former, table, touched);
        CompareWords(former, table);
    }

    /// <summary>Words carry the codes of their fields, so a renamed searchable field needs its words rebuilt.</summary>
    private void CompareWords(Table former, Table table)
    {
        if (former.Name == table.Name && Equals(former.Words, table.Words)) return;
        if (former.Words is not null && (table.Words is null || former.Name != table.Name)) drops.Add(new DropWords(former.Name));
        if (table.Words is not null) words.Add(new BuildWords(table.Name, table.Words));
    }

    /// <returns>Whether the values are rewritten, so that indexes over them must be rebuilt.</returns>
    private bool Change(string table, TableColumn? before, TableColumn column)
    {
        if (before is null)
        {
            columns.Add(new SchemaStep.AddColumn(table, column));
            return false;
        }
        var possible = Retyping.IsPossible(before, column);
        var changed = Retyping.IsNeeded(before, column);
        if (changed && !possible)
        {
            trash.Add(new SchemaStep.TrashColumn(table, before.Name, InTrash(before.Name), OnlyEmpty: true));
            columns.Add(new SchemaStep.AddColumn(table, column));
            return true;
        }
        if (before.Name != column.Name) names.Add(new SchemaStep.RenameColumn(table, before.Name, column.Name, IsJournalled(table)));
        if (changed) columns.Add(new SchemaStep.RetypeColumn(table, before with { Name = column.Name }, column));
        return changed || before.Name != column.Name;
    }

    private TableColumn? FormerColumn(Table former, Table table, TableColumn column) =>
        Following(former.Find(column.Name)
            ?? (renames.Columns.TryGetValue((table.Name, column.Name), out var was) && table.Find(was) is null ? former.Find(was) : null));

    /// <summary>The column with its reference following a renamed table.</summary>
    private TableColumn? Following(TableColumn? column) =>
        column?.Type.To is { } to && renamed.TryGetValue(to, out var now) ? column with { Type = DataType.Reference(now) } : column;

    private void CompareIndexes(Table former, Table table, HashSet<string> touched)
    {
        var standing = Standing(former).ToList();
        bool IsRebuilt(string part) =>
            touched.Contains(TableIndex.ColumnOf(part)) || TableIndex.IsFolded(part) && former.Folding != table.Folding;
        var staying = former.Name == table.Name
            ? table.Indexes.Where(index => standing.Contains(index) && !index.Columns.Any(IsRebuilt)).ToList() : [];
        foreach (var index in standing.Except(staying)) Drop(former, index);
        foreach (var index in table.Indexes.Except(staying)) indexes.Add(new SchemaStep.CreateIndex(table.Name, index, OnExisting: true));
    }

    private IEnumerable<TableIndex> Standing(Table table) =>
        table.Indexes.Where(index => existing.IndexNames.Contains(index.NameIn(table.Name)));

    private void Drop(Table table, TableIndex index) => drops.Add(new SchemaStep.DropIndex(index.NameIn(table.Name)));

    /// <summary>The column of a system table that holds the key of an entity.</summary>
    private const string EntityKey = "entity";

    private string InTrash(string name) => $"_trash_{revision}_{name}";

    private bool IsJournalled(string table) => !table.StartsWith('_') && existing.Tables.ContainsKey("_event");

    /// <summary>Tables that hold entity keys, each with the column.</summary>
    private IReadOnlyList<(string Table, string Column)> ReferringTables() =>
    [
        .. from table in existing.Tables.Values
           let column = table.Name.StartsWith('_') ? EntityKey : OwnedByAny.Of(table.Name)?.OwnerKey
           where column is not null && table.Find(column) is not null
           select (table.Name, column),
    ];
}
