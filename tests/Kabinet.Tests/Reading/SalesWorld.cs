using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Record = Kabinet.Engine.Reading.Record;

namespace Kabinet.Tests.Reading;

/// <summary>Forty sales; every third partner has no branch.</summary>
internal sealed class SalesWorld(FreshDatabase fresh, Solution solution) : IAsyncDisposable
{
    private static readonly string[] Roles = ["head", "clerk", "cashier", "auditor", "stranger"];

    private static readonly (string Path, string Text)[] Company =
    [
        .. Roles.Select(role => ($"roles/{role}.yaml", $"role: {role}\ntitle: {role}\n")),
        ("entities/branch.yaml", """
            entity: branch
            title: Branch
            fields:
              title: { kind: text, required: true }
            access:
              head: { read: true }
              auditor: { read: "title <> 'South'" }
            """),
        ("entities/partner.yaml", """
            entity: partner
            title: Partner
            fields:
              title: { kind: text, required: true }
              branch: { kind: ref, to: branch }
            access:
              head: { read: true }
              clerk: { read: true, only: [title] }
              auditor: { read: true }
            """),
        ("entities/sale.yaml", """
            entity: sale
            title: Sale
            fields:
              partner: { kind: ref, to: partner }
              kind: { kind: choice, choices: { retail: { title: Retail }, bulk: { title: Bulk }, gift: { title: Gift } } }
              owner: { kind: number }
              price: { kind: money }
              weight: { kind: decimal, scale: 3 }
              sold_on: { kind: date }
              at: { kind: datetime }
              note: { kind: text }
            access:
              head: { read: true }
              clerk: { read: "owner = 1", hide: [note] }
              cashier: { read: "owner = 2 or owner = 3", only: [kind, price, partner] }
              auditor: { read: true, hide: [price] }
            """),
    ];

    private static readonly string?[] Kinds = ["retail", "bulk", null, "retail"];

    private const int Sales = 40;
    private readonly Records records = new(fresh.Database, TimeProvider.System);
    private readonly Entity sale = solution.Entities["sale"];

    public static IEnumerable<DateOnly> Days => Enumerable.Range(0, Sales).Select(row => new DateOnly(2025, 11, 3).AddDays(row * 11));

    /// <summary>Around midnight in Moscow, which is nine in the evening of UTC.</summary>
    public static IEnumerable<DateTime> Moments =>
        Enumerable.Range(0, Sales).Select(row => Midnight.AddHours(row * 13).AddSeconds(row % 2));

    private static readonly DateTime Midnight = new(2025, 12, 27, 20, 59, 59, 500, DateTimeKind.Utc);

    public RecordQuery All => new() { Entity = sale, Columns = [] };

    public GroupQuery SumsByKind => new(All, [new(Path("kind"))]) { Measures = [new(Aggregation.Sum, Path("price"))] };

    /// <summary>The measures of some rows, worked out here.</summary>
    public static string Measured(IEnumerable<Record> rows) => string.Join(' ',
        rows.Sum(row => (decimal)row["price"]!), rows.Sum(row => (decimal)row["weight"]!), rows.Min(row => (decimal)row["price"]!),
        rows.Max(row => (DateTime)row["at"]!), rows.Sum(row => (long)row["owner"]!));

    public static async Task<SalesWorld> Open(string kind)
    {
        var solution = TestSolutions.Link(Company);
        var fresh = await Databases.Fresh(kind);
        var plan = NeededSchema.Plan(await Schema.Read(fresh.Database), solution);
        await plan.Apply(fresh.Database, new(DateTime.UnixEpoch, "test", ""));
        await fresh.Database.Write(async transaction =>
        {
            var branches = "insert into branch (title, created_at, updated_at) values ('North', @p0, @p0), ('South', @p0, @p0)";
            var partners = """
                insert into partner (title, branch, created_at, updated_at)
                values ('Partner 0', 1, @p0, @p0), ('Partner 1', 2, @p0, @p0), ('Partner 2', null, @p0, @p0)
                """;
            foreach (var text in new[] { branches, partners }) await transaction.Execute(new(text, DateTime.UnixEpoch));
            foreach (var (row, day, moment) in Days.Zip(Moments).Select((pair, row) => (row, pair.First, pair.Second)))
                await transaction.Execute(Sale(row, day, moment));
            return 0;
        });
        return new(fresh, solution);
    }

    private static decimal? PriceOf(int row) => row % 7 == 0 ? null : 1_000_000_000.01m + row * 0.37m;

    private static Statement Sale(int row, DateOnly day, DateTime moment) => new("""
        insert into sale (partner, kind, owner, price, weight, sold_on, at, note, created_at, updated_at)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p8)
        """, row % 3 + 1L, Kinds[row % 4], row % 5L, PriceOf(row), row * 0.001m, day, moment, $"note {row}", DateTime.UnixEpoch)
    {
        Types =
        [
            DataType.Reference("partner"), DataType.Choice, DataType.Whole, DataType.Money, DataType.Number(3),
            DataType.Date, DataType.DateTime, DataType.Text, DataType.DateTime,
        ],
    };

    public FieldPath Path(params string[] keys)
    {
        var (through, entity) = (new List<Field>(), sale);
        foreach (var key in keys[..^1])
        {
            through.Add(entity[key]);
            entity = entity[key].To!;
        }
        return new(through, entity[keys[^1]]);
    }

    public Task<GroupPage> Groups(string[] roles, GroupQuery query) => records.Groups(As(roles), query).AsTask();

    /// <summary>The count, the sum of the prices and the sum of the weights.</summary>
    public ValueTask<Totals> Totals(string[] roles, int cap) => records.Totals(As(roles), All, [Path("price"), Path("weight")], cap);

    public ValueTask<Totals> Totals(string[] roles, RecordQuery query, int cap) => records.Totals(As(roles), query, [Path("price")], cap);

    public ValueTask<int> Count(string[] roles, RecordQuery query, int cap) => records.Count(As(roles), query, cap);

    /// <summary>Ids of all pages of a list, in its order.</summary>
    public async Task<IReadOnlyList<long>> Pages(string[] roles, RecordQuery query)
    {
        var ids = new List<long>();
        for (string? after = null; ;)
        {
            var page = await records.List(As(roles), query with { After = after });
            ids.AddRange(page.Records.Select(record => record.Id));
            if ((after = page.Next) is null) return ids;
        }
    }

    public async Task<IReadOnlyList<Record>> Rows(string[] roles) =>
        (await records.List(As(roles), All with { Columns = [.. sale.Fields.Select(field => Path(field.Key))], Limit = 500 })).Records;

    /// <summary>The same from rows: each role adds the cells that it shows by itself, a row counts where its kind is shown.</summary>
    public async Task<HashSet<(object?, int, object?)>> ByKind(string[] roles)
    {
        var (kinds, prices) = (new Dictionary<long, object?>(), new Dictionary<long, decimal>());
        var priced = false;
        foreach (var role in roles)
            foreach (var row in await Rows([role]))
            {
                if (row["kind"] != Record.Hidden) kinds[row.Id] = row["kind"];
                priced |= row["price"] != Record.Hidden;
                if (row["price"] is decimal price && row["kind"] != Record.Hidden) prices[row.Id] = price;
            }
        object SumOf(IEnumerable<long> ids) => priced ? ids.Sum(id => prices.GetValueOrDefault(id)) + 0.00m : Record.Hidden;
        var groups = kinds.GroupBy(pair => pair.Value, pair => pair.Key);
        return [.. groups.Select(group => (group.Key, group.Count(), (object?)SumOf(group)))];
    }

    public ValueTask DisposeAsync() => fresh.DisposeAsync();

    private Actor As(string[] roles) => new(solution, null, "test", roles, new Dictionary<MePath, object?>());
}
