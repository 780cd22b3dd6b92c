using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage.Schemas;
using Record = Kabinet.Engine.Reading.Record;

namespace Kabinet.Tests.Access;

/// <summary>The union of roles is computed on cells: a cell is visible only if one single grant shows its row and its column.</summary>
public class RowsAndColumnsTests
{
    private static readonly string[] Columns = ["number_one", "number_two", "text_one", "text_two"];

    private const string Note = """
        entity: note
        title: Note
        label: text_one
        fields:
          owner: { kind: number }
          number_one: { kind: number }
          number_two: { kind: number }
          text_one: { kind: text, search: true }
          text_two: { kind: text, search: true }
        access:
          first: { read: "owner = 1 or owner = 2", only: [number_one, text_one] }
          second: { read: "owner = 2 or owner = 3", hide: [number_one, text_two] }
          third: { read: true, only: [text_two] }
          fourth: { read: "number_two > 10", only: [number_two, owner] }
        """;

    private static readonly string[] AllRoles = ["first", "second", "third", "fourth"];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Several_roles_see_exactly_the_cells_that_each_of_them_sees(string kind)
    {
        await using var world = await NoteWorld.Open(kind, Note, AllRoles);
        foreach (var roles in Subsets(AllRoles))
        {
            var together = await world.Cells(roles);
            var apart = new HashSet<(long, string, object?)>();
            foreach (var role in roles) apart.UnionWith(await world.Cells([role]));
            together.ShouldBe(apart, ignoreOrder: true, $"roles {string.Join('+', roles)}");
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_filter_on_a_column_finds_only_rows_in_which_that_cell_is_seen(string kind)
    {
        await using var world = await NoteWorld.Open(kind, Note, AllRoles);
        var seen = (await world.Cells(["first", "third"])).Where(cell => cell.Column == "text_one" && (string?)cell.Value is "Ёлка")
            .Select(cell => cell.Id).ToHashSet();
        var found = await world.Find(["first", "third"], "text_one = 'Ёлка'");
        found.ShouldBe(seen, ignoreOrder: true);
        found.ShouldNotBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_hidden_column_and_an_unknown_one_are_refused_alike(string kind)
    {
        await using var world = await NoteWorld.Open(kind, Note, AllRoles);
        foreach (var text in (string[])["{0} = 1", "{0} is null", "exists(authored) and {0} = 1", "not ({0} = 1)"])
        {
            var hidden = await Should.ThrowAsync<QueryException>(() => world.Find(["third"], string.Format(null, text, "number_one")));
            var unknown = await Should.ThrowAsync<QueryException>(() => world.Find(["third"], string.Format(null, text, "number_nil")));
            (hidden.Field, hidden.Reason.Key).ShouldBe((unknown.Field, unknown.Reason.Key));
        }
        await Should.ThrowAsync<QueryException>(() => world.Sorted(["third"], "number_one"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_has_no_grant_sees_nothing(string kind)
    {
        await using var world = await NoteWorld.Open(kind, Note, AllRoles);
        (await world.Cells([Role.Guest])).ShouldBeEmpty();
        (await world.Cells([])).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Search_finds_capitalised_cyrillic_and_not_what_is_hidden(string kind)
    {
        await using var world = await NoteWorld.Open(kind, Note, AllRoles);
        (await world.Search(["first"], "елКА")).ShouldNotBeEmpty();
        (await world.Search(["first"], "тайна")).ShouldBeEmpty();
        (await world.Search(["third"], "ТАЙНА")).ShouldNotBeEmpty();
        (await world.Search(["third"], "%")).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repeat_whatever_the_rule_and_the_order(string kind)
    {
        await using var world = await NoteWorld.Open(kind, Note, AllRoles);
        foreach (var (roles, field) in ((string[], string)[])[(["first"], "number_one"), (["second"], "number_two"),
            (["second"], "text_one"), (["third"], "text_two"), (["first", "second"], "text_one"), (["second", "fourth"], "number_two")])
            foreach (var descending in (bool[])[false, true])
                (await world.Paged(roles, field, descending, 3))
                    .ShouldBe(await world.Paged(roles, field, descending, 500), $"{string.Join('+', roles)} by {field} {descending}");
    }

    private static IEnumerable<string[]> Subsets(string[] roles) =>
        Enumerable.Range(1, (1 << roles.Length) - 1).Select(mask => roles.Where((_, index) => (mask & (1 << index)) != 0).ToArray());

    private sealed class NoteWorld(FreshDatabase fresh, Solution solution) : IAsyncDisposable
    {
        private readonly Entity note = solution.Entities["note"];
        private readonly Records records = new(fresh.Database, TimeProvider.System);

        public static async Task<NoteWorld> Open(string kind, string entity, string[] roles)
        {
            var solution = TestSolutions.Link(
                [("entities/note.yaml", entity), .. roles.Select(role => ($"roles/{role}.yaml", $"role: {role}\ntitle: {role}\n"))]);
            var fresh = await Databases.Fresh(kind);
            await NeededSchema.Plan(await Schema.Read(fresh.Database), solution).Apply(fresh.Database, new(DateTime.UnixEpoch, "test", ""));
            await fresh.Database.Write(async transaction =>
            {
                for (var row = 0L; row < 24; row++)
                    await transaction.Execute(new("""
                        insert into "note" ("owner", "number_one", "number_two", "text_one", "text_two", "_version", "created_at",
                        "updated_at") values (@p0, @p1, @p2, @p3, @p4, 1, @p5, @p5)
                        """, row % 5, row, row % 3 == 0 ? null : row, row % 2 == 0 ? "Ёлка" : "Сосна", row % 4 == 0 ? "тайна" : "ничего", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
                return 0;
            });
            // Rows written past the engine have no words until the next publication.
            var words = NeededSchema.Plan(await Schema.Read(fresh.Database), solution);
            await words.Apply(fresh.Database, new(DateTime.UnixEpoch, "test", ""));
            return new(fresh, solution);
        }

        public async Task<HashSet<(long Id, string Column, object? Value)>> Cells(string[] roles)
        {
            var page = await List(roles, new() { Entity = note, Columns = Paths(Columns), Limit = 500 });
            return [.. page.Records.SelectMany(record =>
                page.Columns.Select((column, index) => (record.Id, column.Text, record.Values[index])))
                .Where(cell => cell.Item3 != Record.Hidden)];
        }

        public async Task<HashSet<long>> Find(string[] roles, string filter) =>
            Ids(await List(roles, new() { Entity = note, Columns = [], Filter = filter }));

        public async Task<HashSet<long>> Search(string[] roles, string text) =>
            Ids(await List(roles, new() { Entity = note, Columns = [], Search = text }));

        public Task<RecordPage> Sorted(string[] roles, string field) =>
            List(roles, new() { Entity = note, Columns = [], Sort = [new(Paths([field])[0], Descending: false)] });

        public async Task<List<long>> Paged(string[] roles, string field, bool descending, int limit)
        {
            var (found, query) = (new List<long>(),
                new RecordQuery { Entity = note, Columns = [], Sort = [new(Paths([field])[0], descending)], Limit = limit });
            do
            {
                var page = await List(roles, query);
                found.AddRange(page.Records.Select(record => record.Id));
                query = query with { After = page.Next };
            }
            while (query.After is not null);
            return found;
        }

        public ValueTask DisposeAsync() => fresh.DisposeAsync();

        private Task<RecordPage> List(string[] roles, RecordQuery query) =>
            records.List(new Actor(solution, null, "test", roles, new Dictionary<MePath, object?>()), query).AsTask();

        private FieldPath[] Paths(string[] fields) => [.. fields.Select(field => new FieldPath([], note[field]))];

        private static HashSet<long> Ids(RecordPage page) => [.. page.Records.Select(record => record.Id)];
    }
}
