using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Tests.Access;

/// <summary>
/// Every row that a reader's expression names is judged by itself. The reference computes the same answers from raw rows and the cells
/// that each role shows.
/// </summary>
public class NestedRowsTests
{
    private const string Item = """
        entity: item
        title: Item
        label: title
        fields:
          title: { kind: text }
          sort: { kind: number }
          parent: { kind: ref, to: item, inverse: children }
          price: { kind: number }
          cost: { kind: number }
        access:
          first: { read: "sort = 0 or sort = 1", only: [parent, price] }
          second: { read: "sort >= 1 and sort <= 3", only: [price, cost] }
          third: { read: "sort = 0 or sort = 3", only: [parent, cost] }
          fourth: { read: true, only: [parent] }
        """;

    private static readonly Grant[] Grants =
    [
        new("first", row => row.Sort is 0 or 1, ["parent", "price"]),
        new("second", row => row.Sort is >= 1 and <= 3, ["price", "cost"]),
        new("third", row => row.Sort is 0 or 3, ["parent", "cost"]),
        new("fourth", _ => true, ["parent"]),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_answer_is_the_one_computed_on_the_cells_that_the_roles_show(string kind)
    {
        await using var world = await World.Open(kind);
        var (random, answered) = (new Random(20261126), 0);
        foreach (var roles in Sets())
            for (var i = 0; i < 40; i++)
            {
                var question = new Maker(random, world.Rows, [.. Grants.Where(grant => roles.Contains(grant.Role))]).Make();
                var text = $"{string.Join('+', roles)}: {question.Text}";
                if (!question.IsKnown)
                {
                    await Should.ThrowAsync<QueryException>(() => world.Find(roles, question.Text), text);
                    continue;
                }
                (await world.Find(roles, question.Text)).ShouldBe(question.Answer(), ignoreOrder: true, text);
                answered++;
            }
        answered.ShouldBeGreaterThan(100);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_rights_to_the_outer_row_show_nothing_of_the_inner_one(string kind)
    {
        await using var world = await World.Open(kind);
        // Rows of sort 0 show their price by "first"; those of sort 4 are seen by "fourth" alone, without a price.
        foreach (var text in (string[])["exists(children where price >= 0)", "count(children where price >= 0) > 0",
            "exists(parent.children where price >= 0)", "sum(children.price) <> 0", "max(children.price) >= 0", "parent.price >= 0"])
            foreach (var id in await world.Find(["first", "fourth"], text))
            {
                var row = world.Rows.Single(row => row.Id == id);
                var named = text.StartsWith("parent.price", StringComparison.Ordinal) ? world.Rows.Where(other => other.Id == row.Parent)
                    : text.Contains("parent.", StringComparison.Ordinal) ? world.Rows.Where(other => other.Parent == row.Parent)
                    : world.Rows.Where(other => other.Parent == id);
                named.ShouldContain(other => other.Sort == 0 || other.Sort == 1, text);
            }
        (await world.Find(["first", "fourth"], "not exists(children where price >= 0)")).ShouldNotBeEmpty();
    }

    private static IEnumerable<string[]> Sets() =>
        Enumerable.Range(1, 15).Select(mask => Grants.Where((_, index) => (mask & (1 << index)) != 0).Select(grant => grant.Role).ToArray())
            .Where(roles => roles.Length <= 3);

    private sealed record Row(long Id, long Sort, long? Parent, long? Price, long? Cost)
    {
        public long? this[string field] => field switch { "parent" => Parent, "price" => Price, _ => Cost };
    }

    private sealed record Grant(string Role, Func<Row, bool> Rows, string[] Columns);

    /// <summary>A condition as text, and the same over raw rows; <c>Touched</c> are the cells of the row itself that it reads.</summary>
    private sealed record Condition(string Text, Func<Row, bool> Holds, string[] Touched);

    private sealed record Question(string Text, bool IsKnown, Func<HashSet<long>> Answer);

    private sealed class Maker(Random random, IReadOnlyList<Row> rows, Grant[] grants)
    {
        private static readonly string[] Numbers = ["price", "cost"];
        private readonly HashSet<string> used = [];

        public Question Make()
        {
            var condition = Any(3);
            return new(condition.Text, used.All(field => grants.Any(grant => grant.Columns.Contains(field))), () =>
                [.. rows.Where(row => Readable(row) && Shows(row, condition.Touched) && condition.Holds(row)).Select(row => row.Id)]);
        }

        private bool Readable(Row row) => grants.Any(grant => grant.Rows(row));

        private bool Shows(Row row, IEnumerable<string> fields) =>
            fields.All(field => grants.Any(grant => grant.Rows(row) && grant.Columns.Contains(field)));

        private Condition Any(int deep) => random.Next(deep > 0 ? 10 : 3) switch
        {
            0 or 1 => Compared(),
            2 => Empty(),
            3 => Both(deep, "and"),
            4 => Both(deep, "or"),
            5 => Negated(Any(deep - 1)),
            6 => OfParent(),
            7 => Counted(deep),
            8 => Totalled(),
            _ => Existing(deep),
        };

        private Condition Compared()
        {
            var (field, limit) = (Number(), random.Next(8));
            return new(string.Create(CultureInfo.InvariantCulture, $"{field} > {limit}"), row => row[field] > limit, [field]);
        }

        private Condition Empty()
        {
            var field = Number();
            return new($"{field} is null", row => row[field] is null, [field]);
        }

        private Condition Both(int deep, string word)
        {
            var (left, right) = (Any(deep - 1), Any(deep - 1));
            return new($"({left.Text} {word} {right.Text})", row => word == "and" ? left.Holds(row) && right.Holds(row)
                : left.Holds(row) || right.Holds(row), [.. left.Touched, .. right.Touched]);
        }

        private static Condition Negated(Condition inner) => new($"not ({inner.Text})", row => !inner.Holds(row), inner.Touched);

        private Condition OfParent()
        {
            var (field, limit) = (Number(), random.Next(8));
            used.Add("parent");
            return new(string.Create(CultureInfo.InvariantCulture, $"parent.{field} > {limit}"), row =>
                rows.FirstOrDefault(other => other.Id == row.Parent) is { } parent && Shows(parent, [field]) && parent[field] > limit,
                ["parent"]);
        }

        private Condition Existing(int deep)
        {
            var inner = Any(deep - 1);
            return new($"exists(children where {inner.Text})", row => Children(row, inner).Any(), Use());
        }

        private Condition Counted(int deep)
        {
            var (inner, limit) = (Any(deep - 1), random.Next(3));
            return new(string.Create(CultureInfo.InvariantCulture, $"count(children where {inner.Text}) > {limit}"),
                row => Children(row, inner).Count() > limit, Use());
        }

        private Condition Totalled()
        {
            var (field, limit, function) = (Number(), random.Next(12), (string[])["sum", "min", "max"]);
            var name = function[random.Next(3)];
            var all = new Condition("", _ => true, [field]);
            return new(string.Create(CultureInfo.InvariantCulture, $"{name}(children.{field}) > {limit}"), row =>
            {
                var values = Children(row, all).Select(child => child[field]).ToArray();
                return (name switch { "sum" => values.Sum() ?? 0, "min" => values.Min(), _ => values.Max() }) > limit;
            }, Use());
        }

        private IEnumerable<Row> Children(Row row, Condition inner) => rows.Where(child => child.Parent == row.Id && Readable(child)
            && Shows(child, [.. inner.Touched, "parent"]) && inner.Holds(child));

        // The children refer to their parent by a cell of theirs; of the parent nothing is read.
        private string[] Use()
        {
            used.Add("parent");
            return [];
        }

        private string Number()
        {
            var field = Numbers[random.Next(2)];
            used.Add(field);
            return field;
        }
    }

    private sealed class World(FreshDatabase fresh, Solution solution, IReadOnlyList<Row> rows) : IAsyncDisposable
    {
        private readonly Records records = new(fresh.Database, TimeProvider.System, new() { Cost = int.MaxValue });

        public IReadOnlyList<Row> Rows => rows;

        public static async Task<World> Open(string kind)
        {
            var solution = TestSolutions.Link([("entities/item.yaml", Item),
                .. Grants.Select(grant => ($"roles/{grant.Role}.yaml", $"role: {grant.Role}\ntitle: {grant.Role}\n"))]);
            var fresh = await Databases.Fresh(kind);
            await NeededSchema.Plan(await Schema.Read(fresh.Database), solution).Apply(fresh.Database, new(DateTime.UnixEpoch, "test", ""));
            var random = new Random(7);
            Row[] rows = [.. Enumerable.Range(1, 30).Select(id => new Row(id, random.Next(5), id == 1 ? null : random.Next(1, id),
                random.Next(5) == 0 ? null : random.Next(10), random.Next(5) == 0 ? null : random.Next(10)))];
            await fresh.Database.Write(async transaction =>
            {
                foreach (var row in rows)
                    await transaction.Execute(new("""
                        insert into "item" ("sort", "parent", "price", "cost", "_version", "created_at", "updated_at")
                        values (@p0, @p1, @p2, @p3, 1, @p4, @p4)
                        """, row.Sort, row.Parent, row.Price, row.Cost, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc))
                        { Types = [DataType.Whole, DataType.Whole, DataType.Whole, DataType.Whole, DataType.DateTime] });
                return 0;
            });
            return new(fresh, solution, rows);
        }

        public async Task<HashSet<long>> Find(string[] roles, string filter)
        {
            var actor = new Actor(solution, null, "test", roles, new Dictionary<MePath, object?>());
            var query = new RecordQuery { Entity = solution.Entities["item"], Columns = [], Filter = filter, Limit = 500 };
            return [.. (await records.List(actor, query)).Records.Select(record => record.Id)];
        }

        public ValueTask DisposeAsync() => fresh.DisposeAsync();
    }
}
