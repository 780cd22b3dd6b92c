using Kabinet.Engine.Model;
using static Kabinet.Engine.Storage.Dialect;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>One readable step of a plan; <c>ToString</c> gives its text for people.</summary>
internal abstract record SchemaStep
{
    /// <summary>SQL statements, in order.</summary>
    public abstract IEnumerable<Statement> Statements(Dialect dialect);

    /// <summary>Precondition: a query in which every row is a reason to refuse; null for none.</summary>
    public virtual SchemaCheck? Check(Dialect dialect, StandingNames names) => null;

    /// <summary>Work done in C# after the statements.</summary>
    public virtual ValueTask Work(Transaction transaction, Dialect dialect, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Statements that run after all tables exist.</summary>
    public virtual IEnumerable<Statement> Afterwards(Dialect dialect) => [];

    public sealed record CreateTable(Table Table) : SchemaStep
    {
        public override IEnumerable<Statement> Statements(Dialect dialect) =>
            [new($"create table {Quote(Table.Name)} ({string.Join(", ", Parts(dialect))})")];

        public override IEnumerable<Statement> Afterwards(Dialect dialect) =>
            dialect.ForeignKeysLater(Table).Select(text => new Statement(text));

        public override string ToString() =>
            $"create table {Table.Name} ({string.Join(", ", Table.Columns.Select(column => column.Name))})";

        private IEnumerable<string> Parts(Dialect dialect)
        {
            if (Table.Key.Count == 0) yield return $"{Quote("id")} {dialect.IdColumn}";
            foreach (var column in Table.Columns) yield return dialect.ColumnOf(column, withReference: dialect.ReferencesInTable);
            if (Table.Key.Count > 0) yield return $"primary key ({string.Join(", ", Table.Key.Select(Quote))})";
        }
    }

    /// <summary>Renames a table and updates the tables that hold the entity's key.</summary>
    public sealed record RenameTable(string From, string To, IReadOnlyList<(string Table, string Column)> ReferringTables) : SchemaStep
    {
        public override IEnumerable<Statement> Statements(Dialect dialect) => ReferringTables
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
            else if (Column.Fill is not null)
                yield return new($"update {Quote(Table)} set {Quote(Column.Name)} = @p0", Column.Fill) { Types = [Column.Type] };
        }

        public override string ToString() => $"add column {Table}.{Column.Name} {Describe(Column)}";
    }

    /// <summary>Renames a column and updates the changes in the journal.</summary>
    public sealed record RenameColumn(string Table, string From, string To, bool Journalled) : SchemaStep
    {
        public override IEnumerable<Statement> Statements(Dialect dialect)
        {
            yield return new($"alter table {Quote(Table)} rename column {Quote(From)} to {Quote(To)}");
            if (Journalled) yield return new($"{Mentioning} and {OfRecord} and \"entity\" = @p2", Mention(From), Mention(To), Table);
            if (Journalled) yield return new($"{Mentioning} and not {OfRecord} and \"part\" = @p2", Mention(From), Mention(To), Table);
        }

        public override string ToString() => $"rename column {Table}.{From} to {To}";

        private const string Mentioning = """update "_event" set "changes" = replace("changes", @p0, @p1) where "changes" is not null""";
        // The event of a part is stored with its owner, and its changes are of the part's fields.
        private const string OfRecord = """("part" is null or "kind" like 'File%')""";

        private static string Mention(string field) => $"\"field\":\"{field}\"";
    }

    /// <summary>
    /// Moves an unneeded column to the trash. With <see cref="OnlyEmpty"/> it frees its name for a column of an incompatible type.
    /// </summary>
    public sealed record TrashColumn(string Table, string Column, string Trash, bool OnlyEmpty = false) : SchemaStep
    {
        public override SchemaCheck? Check(Dialect dialect, StandingNames names) => OnlyEmpty
            ? new(new($"""
                select cast({Quote(Column)} as text), count(*) from {Quote(names.TableOf(Table))} where {Quote(Column)} is not null
                group by {Quote(Column)} order by count(*) desc, 1 limit 5
                """), "schema.not_empty", $"{Table}.{Column}")
            : null;

        public override IEnumerable<Statement> Statements(Dialect dialect) =>
            [new($"alter table {Quote(Table)} rename column {Quote(Column)} to {Quote(Trash)}")];

        public override string ToString() => $"move column {Table}.{Column} to the trash as {Trash}, its values kept";
    }

    /// <summary>Changes the type of a column without changing any value; refused when a value does not fit.</summary>
    public sealed record RetypeColumn(string Table, TableColumn From, TableColumn To) : SchemaStep
    {
        public override SchemaCheck? Check(Dialect dialect, StandingNames names) =>
            Retyping.Check(dialect, names.TableOf(Table), From with { Name = names.ColumnOf(Table, From.Name) }, To) is { } check
                ? check with { Subject = $"{Table}.{To.Name}" } : null;

        public override IEnumerable<Statement> Statements(Dialect dialect) =>
            dialect.Retype(Table, From, To).Select(text => new Statement(text));

        public override string ToString() => $"change column {Table}.{To.Name} from {Describe(From)} to {Describe(To)}";
    }

    public sealed record CreateIndex(string Table, TableIndex Index, bool OnExisting) : SchemaStep
    {
        public override SchemaCheck? Check(Dialect dialect, StandingNames names) =>
            !Index.Unique || !OnExisting ? null
            : Index.Columns.Select(part => names.Added(Table, TableIndex.ColumnOf(part)))
                .FirstOrDefault(added => added is not null) is { } added ? Filled(added, names.TableOf(Table))
            : Repeated(dialect, Index with { Columns = [.. Index.Columns.Select(part => Standing(part, names))] }, names.TableOf(Table));

        public override IEnumerable<Statement> Statements(Dialect dialect) =>
            [new($"create {(Index.Unique ? "unique " : "")}index {Quote(Index.NameIn(Table))} on {Quote(Table)} "
                + $"({Columns(dialect)}){Condition}")];

        public override string ToString() => $"create {(Index.Unique ? "unique " : "")}index {Index.NameIn(Table)}";

        // A column added by this plan cannot be queried yet: all its rows hold the fill value.
        private SchemaCheck? Filled(TableColumn added, string table) => added.Fill is null ? null
            : new(new($"select @p0, count(*) from {Quote(table)}{Condition} having count(*) > 1", $"{added.Fill}"), "schema.repeats",
                $"{Table}.{added.Name}");

        private SchemaCheck Repeated(Dialect dialect, TableIndex standing, string table) => new(new($"""
            select {string.Join(" || ', ' || ", standing.Columns.Select(Least))}, count(*) from {Quote(table)}{Condition}
            group by {(this with { Index = standing }).Columns(dialect)}
            having count(*) > 1 and {(this with { Index = standing }).NotNull} limit 5
            """), "schema.repeats", $"{Table}.{string.Join(", ", Index.Columns.Select(TableIndex.ColumnOf))}");

        private static string Least(string part) => $"cast(min({Quote(TableIndex.ColumnOf(part))}) as text)";

        private string Standing(string part, StandingNames names) =>
            TableIndex.Over(part, names.ColumnOf(Table, TableIndex.ColumnOf(part)));

        private string Condition => Index.Live ? $" where {Quote(SystemColumns.DeletedAt)} is null" : "";

        private string NotNull =>
            string.Join(" and ", Index.Columns.Select(part => $"min({Quote(TableIndex.ColumnOf(part))}) is not null"));

        private string Columns(Dialect dialect) => string.Join(", ", Index.Columns.Select(part => TableIndex.Sql(part, dialect)));
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

/// <summary>A precondition of a step. Each row of the query, one text, is a reason to refuse.</summary>
/// <param name="Statement">Query for values and their counts.</param>
/// <param name="Refusal">Key of the message.</param>
/// <param name="Subject">Table and column named in the message.</param>
internal sealed record SchemaCheck(Statement Statement, string Refusal, string Subject);
