using static Kabinet.Engine.Storage.Dialect;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>One readable step of a plan; <c>ToString</c> is what people read before it runs.</summary>
internal abstract record SchemaStep
{
    /// <summary>Statements, in order.</summary>
    public abstract IEnumerable<Statement> Statements(Dialect dialect);

    /// <summary>What must hold before: a query whose every row is a reason to refuse.</summary>
    public virtual SchemaCheck? Check(Dialect dialect) => null;

    /// <summary>Statements that wait until every table stands.</summary>
    public virtual IEnumerable<Statement> Afterwards(Dialect dialect) => [];

    public sealed record CreateTable(Table Table) : SchemaStep
    {
        public override IEnumerable<Statement> Statements(Dialect dialect) => [new($"create table {Quote(Table.Name)} ({string.Join(", ", Parts(dialect))})")];

        public override IEnumerable<Statement> Afterwards(Dialect dialect) => dialect.ForeignKeysLater(Table).Select(text => new Statement(text));

        public override string ToString() => $"create table {Table.Name} ({string.Join(", ", Table.Columns.Select(column => column.Name))})";

        private IEnumerable<string> Parts(Dialect dialect)
        {
            if (Table.Key.Count == 0) yield return $"{Quote("id")} {dialect.IdColumn}";
            foreach (var column in Table.Columns) yield return dialect.ColumnOf(column, withReference: dialect.ReferencesInTable);
            if (Table.Key.Count > 0) yield return $"primary key ({string.Join(", ", Table.Key.Select(Quote))})";
        }
    }

    /// <summary>A table under a new name; what speaks of the entity by its key follows.</summary>
    public sealed record RenameTable(string From, string To, IReadOnlyList<(string Table, string Column)> Speakers) : SchemaStep
    {
        public override IEnumerable<Statement> Statements(Dialect dialect) => Speakers
            .Select(speaker => (Table: Quote(speaker.Table), Column: Quote(speaker.Column)))
            .Select(speaker => new Statement($"update {speaker.Table} set {speaker.Column} = @p0 where {speaker.Column} = @p1", To, From))
            .Append(new($"alter table {Quote(From)} rename to {Quote(To)}"));

        public override string ToString() => $"rename table {From} to {To}";
    }

    public sealed record TrashTable(string Table, string Trash) : SchemaStep
    {
        public override IEnumerable<Statement> Statements(Dialect dialect) => [new($"alter table {Quote(Table)} rename to {Quote(Trash)}")];

        public override string ToString() => $"move table {Table} to the trash as {Trash}, its rows kept";
    }

    public sealed record AddColumn(string Table, TableColumn Column) : SchemaStep
    {
        public override IEnumerable<Statement> Statements(Dialect dialect)
        {
            yield return new($"alter table {Quote(Table)} add column {dialect.ColumnOf(Column, withReference: true)}");
            if (Column.FillFrom is not null) yield return new($"update {Quote(Table)} set {Quote(Column.Name)} = {Quote(Column.FillFrom)}");
            else if (Column.Fill is not null) yield return new($"update {Quote(Table)} set {Quote(Column.Name)} = @p0", Column.Fill) { Types = [Column.Type] };
        }

        public override string ToString() => $"add column {Table}.{Column.Name} {Describe(Column)}";
    }

    /// <summary>A column under a new name; the journal's changes follow.</summary>
    public sealed record RenameColumn(string Table, string From, string To, bool Journalled) : SchemaStep
    {
        public override IEnumerable<Statement> Statements(Dialect dialect)
        {
            yield return new($"alter table {Quote(Table)} rename column {Quote(From)} to {Quote(To)}");
            if (Journalled)
                yield return new("""update "_event" set "changes" = replace("changes", @p0, @p1) where "entity" = @p2 and "changes" is not null""", Mention(From), Mention(To), Table);
        }

        public override string ToString() => $"rename column {Table}.{From} to {To}";

        private static string Mention(string field) => $"\"field\":\"{field}\"";
    }

    /// <summary>A column that is not needed any more; with <see cref="OnlyEmpty"/> it makes way for one of its name that cannot take its values.</summary>
    public sealed record TrashColumn(string Table, string Column, string Trash, bool OnlyEmpty = false) : SchemaStep
    {
        public override SchemaCheck? Check(Dialect dialect) => OnlyEmpty
            ? new(new($"select cast({Quote(Column)} as text) from {Quote(Table)} where {Quote(Column)} is not null limit 5"), $"{Table}.{Column} cannot take its new type while it has values")
            : null;

        public override IEnumerable<Statement> Statements(Dialect dialect) => [new($"alter table {Quote(Table)} rename column {Quote(Column)} to {Quote(Trash)}")];

        public override string ToString() => $"move column {Table}.{Column} to the trash as {Trash}, its values kept";
    }

    /// <summary>Values under another type, none of them changed; refused where one does not fit.</summary>
    public sealed record RetypeColumn(string Table, TableColumn From, TableColumn To) : SchemaStep
    {
        public override SchemaCheck? Check(Dialect dialect) => Retyping.Check(dialect, Table, From, To);

        public override IEnumerable<Statement> Statements(Dialect dialect) => dialect.Retype(Table, From, To).Select(text => new Statement(text));

        public override string ToString() => $"change column {Table}.{To.Name} from {Describe(From)} to {Describe(To)}";
    }

    public sealed record CreateIndex(string Table, TableIndex Index, bool OnExisting) : SchemaStep
    {
        public override SchemaCheck? Check(Dialect dialect) => Index.Unique && OnExisting
            ? new(new($"select cast(min({Quote(Index.Columns[0])}) as text) from {Quote(Table)}{Condition} group by {Columns(dialect)} having count(*) > 1 and {NotNull} limit 5"),
                $"{Table}.{Index.Columns[0]} cannot be unique while values repeat")
            : null;

        public override IEnumerable<Statement> Statements(Dialect dialect) =>
            [new($"create {(Index.Unique ? "unique " : "")}index {Quote(Index.NameIn(Table))} on {Quote(Table)} ({Columns(dialect)}){Condition}")];

        public override string ToString() => $"create {(Index.Unique ? "unique " : "")}index {Index.NameIn(Table)}";

        private string Condition => Index.Live ? $" where {Quote(Definitions.SystemColumns.DeletedAt)} is null" : "";

        private string NotNull => string.Join(" and ", Index.Columns.Select(column => $"min({Quote(column)}) is not null"));

        private string Columns(Dialect dialect) =>
            string.Join(", ", Index.Columns.Select(part => TableIndex.IsFolded(part) ? dialect.Fold(Quote(TableIndex.ColumnOf(part))) : Quote(part)));
    }

    public sealed record DropIndex(string Name) : SchemaStep
    {
        public override IEnumerable<Statement> Statements(Dialect dialect) => [new($"drop index if exists {Quote(Name)}")];

        public override string ToString() => $"drop index {Name}";
    }

    private protected static string Describe(TableColumn column) => column switch
    {
        { Type.To: { } entity } => $"reference to {entity}",
        { Type: { Kind: Expressions.ValueKind.Number, Scale: > 0 } type } => $"number({type.Scale})",
        { Choices: { } choices } => $"choice({string.Join(", ", choices)})",
        _ => column.Type.Kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>A query whose rows, one text each, are reasons not to take a step.</summary>
internal sealed record SchemaCheck(Statement Statement, string Refusal);
