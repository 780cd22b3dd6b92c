using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;
using Kabinet.Tests.Expressions;

namespace Kabinet.Tests.Storage.Writing;

/// <summary>The tables of <see cref="Bureau"/> in a fresh database, and the answers of expressions over its requests.</summary>
internal sealed class BureauDatabase : IAsyncDisposable
{
    public static readonly DateTime Now = new(2026, 11, 21, 21, 30, 0, DateTimeKind.Utc);
    private readonly FreshDatabase fresh;

    private BureauDatabase(FreshDatabase fresh) => this.fresh = fresh;

    private Database Database => fresh.Database;

    public static async Task<BureauDatabase> Open(string kind)
    {
        var bureau = new BureauDatabase(await Databases.Fresh(kind));
        foreach (var function in bureau.Database.Dialect.Functions)
            await bureau.Database.Write(transaction => transaction.Execute(new(function)));
        foreach (var entity in Bureau.Entities.Values) await bureau.CreateTable(entity);
        return bureau;
    }

    /// <summary>Adds a record; what is not given is null.</summary>
    public async Task Add(string entity, long id, params (string Key, object? Value)[] values)
    {
        var fields = values.Select(value => value.Key == "_deleted_at" ? (value.Key, Type: DataType.DateTime)
            : (value.Key, Bureau.Entities[entity][value.Key].Type)).ToList();
        var columns = string.Join(", ", fields.Select(field => Dialect.Quote(field.Key)).Prepend("\"id\""));
        var text = $"insert into {Dialect.Quote(entity)} ({columns}) values "
            + $"({string.Join(", ", Enumerable.Range(0, values.Length + 1).Select(place => $"@p{place}"))})";
        await Database.Write(transaction =>
            transaction.Execute(new(text, [id, .. values.Select(value => value.Value)]) {
            Types = [DataType.Whole, .. fields.Select(field => field.Type)] }));
    }

    /// <summary>The value of an expression for every request, by id, or for one of them.</summary>
    public Task<List<object?>> Values(Expression expression, bool mayJoin = true, long? only = null) =>
        Values(expression, (writer, source) => writer.Write(expression, source), mayJoin, only);

    /// <summary>The same, written as a list writes its columns.</summary>
    public Task<List<object?>> Selected(Expression expression, long? only = null) =>
        Values(expression, (writer, source) => writer.Selected(expression, source), mayJoin: true, only);

    private async Task<List<object?>> Values(Expression expression, Func<ExpressionWriter, Source, string> write, bool mayJoin, long? only)
    {
        var writer = new ExpressionWriter(Database.Dialect, new());
        var source = new Source(Bureau.Requests, "r") { MayJoin = mayJoin };
        var value = write(writer, source);
        var template = new StatementTemplate(
            $"select {value} from \"request\" r{source.JoinSql}{(only is null ? "" : $" where r.\"id\" = {only}")} order by r.\"id\"",
            writer.Parameters.All);
        return await Database.Read(connection =>
            connection.Query(template.Bind(new Call()), row => Database.Dialect.Get(row, 0, expression.Type)));
    }

    /// <summary>The ids of the requests for which a condition holds, in order.</summary>
    public async Task<List<long>> Holding(Expression condition)
    {
        var writer = new ExpressionWriter(Database.Dialect, new());
        var source = new Source(Bureau.Requests, "r");
        var where = writer.Condition(condition, source);
        var template = new StatementTemplate($"select r.\"id\" from \"request\" r{source.JoinSql} where {where} order by r.\"id\"",
            writer.Parameters.All);
        return await Database.Read(connection =>
            connection.Query(template.Bind(new Call()), row => (long)Database.Dialect.Get(row, 0, DataType.Whole)!));
    }

    /// <summary>The ids of the requests in the order of an expression.</summary>
    public async Task<List<long>> Ordered(Expression expression)
    {
        var writer = new ExpressionWriter(Database.Dialect, new());
        var source = new Source(Bureau.Requests, "r");
        var key = writer.OrderKey(expression, source);
        var template = new StatementTemplate($"select r.\"id\" from \"request\" r{source.JoinSql} order by {key} nulls last, r.\"id\"",
            writer.Parameters.All);
        return await Database.Read(connection =>
            connection.Query(template.Bind(new Call()), row => (long)Database.Dialect.Get(row, 0, DataType.Whole)!));
    }

    /// <summary>How the database goes about finding the requests for which a condition holds, on SQLite.</summary>
    public async Task<string> Plan(Expression condition, params string[] indexed)
    {
        foreach (var column in indexed)
            await Database.Write(transaction =>
            transaction.Execute(new($"create index \"request.{column}\" on \"request\" ({Dialect.Quote(column)})")));
        var writer = new ExpressionWriter(Database.Dialect, new());
        var where = writer.Condition(condition, new(Bureau.Requests, "r"));
        var template = new StatementTemplate(
            $"explain query plan select r.\"id\" from \"request\" r where r.\"_deleted_at\" is null and {where}", writer.Parameters.All);
        return string.Join('\n', await Database.Read(connection => connection.Query(template.Bind(new Call()), row => row.GetString(3))));
    }

    public ValueTask DisposeAsync() => fresh.DisposeAsync();

    private async Task CreateTable(Entity entity)
    {
        var columns = entity.Fields.Where(field => field.IsStored && field.Key != "id")
            .Select(field => $"{Dialect.Quote(field.Key)} {Database.Dialect.ColumnType(field.Type)}");
        var text = $"create table {Dialect.Quote(entity.Key)} (\"id\" {Database.Dialect.IdColumn}, {string.Join(", ", columns)}, "
            + $"\"_deleted_at\" {Database.Dialect.ColumnType(DataType.DateTime)})";
        await Database.Write(transaction => transaction.Execute(new(text)));
    }

    /// <summary>The person 2 of partner 1 asks.</summary>
    private sealed class Call : Bindings
    {
        public override object? ValueOf(ParameterValue parameter) => parameter.Parameter switch
        {
            MePath { Keys: [] } => 2L,
            MePath { Text: "partner" } => 1L,
            MePath { Text: "partner.discount" } => 0.1m,
            NowParameter => Now,
            TodayParameter => new DateOnly(2026, 11, 22),
            _ => throw new ArgumentException($"Nothing is bound to {parameter}", nameof(parameter)),
        };
    }
}
