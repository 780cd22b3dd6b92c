using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Tests.Storage;

public class SchemaPlanTests
{
    private static readonly DateTime Now = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Table House =
        new("house") { Columns = [new("name", DataType.Text), new("floors", DataType.Whole), new("_deleted_at", DataType.DateTime)],
        Indexes = [new(["name"], Unique: true, Live: true)] };
    private static readonly Table Flat =
        new("flat") { Columns = [new("house", DataType.Reference("house")), new("neighbour", DataType.Reference("flat")),
        new("rent", DataType.Money), new("kind", DataType.Choice) { Choices = ["studio", "loft"] }], Indexes = [new(["house"])] };

    [Fact]
    public void A_plan_reads_as_its_steps()
    {
        var plan = Plan(Empty, [House, Flat]);
        plan.ToString().ShouldBe("""
            create table _revision (number, at, author, definitions, plan, schema, reason, base, source)
            create table flat (house, neighbour, rent, kind)
            create table house (name, floors, _deleted_at)
            create index flat.house
            create unique index house.name.unique
            """);
    }

    [Fact]
    public void Nothing_is_planned_where_nothing_changed() =>
        Plan(Schema.Of(3, [RevisionTable.Table, House, Flat]), [House, Flat]).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Added_renamed_and_removed_things_each_have_a_step()
    {
        var after = Flat with { Columns = [new("house", DataType.Reference("house")), new("price", DataType.Money),
            new("kind", DataType.Text), new("since", DataType.Date)], Indexes = [new(["house", "price"])] };
        var renames = new Renames(new Dictionary<string, string>(),
            new Dictionary<(string, string), string> { [("flat", "price")] = "rent" });
        Plan(Schema.Of(3, [RevisionTable.Table, House, Flat]), [after], renames).ToString().ShouldBe("""
            drop index house.name.unique
            drop index flat.house
            rename column flat.rent to price
            move table house to the trash as _trash_4_house, its rows kept
            move column flat.neighbour to the trash as _trash_4_neighbour, its values kept
            change column flat.kind from choice(studio, loft) to text
            add column flat.since date
            create index flat.house.price
            """, StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public void Indexes_of_folded_texts_are_built_again_where_the_folding_changed()
    {
        var table = House with { Indexes = [new(["fold(name)"], Unique: true, Live: true), new(["natural(name)", "id"]), new(["floors"])] };
        Plan(Schema.Of(3, [RevisionTable.Table, table with { Folding = 1 }]), [table with { Folding = 2 }]).ToString().ShouldBe("""
            drop index house.fold(name).unique
            drop index house.natural(name).id
            create unique index house.fold(name).unique
            create index house.natural(name).id
            """, StringCompareShould.IgnoreLineEndings);
        Plan(Schema.Of(3, [RevisionTable.Table, table with { Folding = 2 }]), [table with { Folding = 2 }]).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void An_index_name_is_short_and_always_the_same()
    {
        var index = new TableIndex(["a_very_long_name_of_a_column", "another_very_long_name_of_a_column", "id"]);
        index.NameIn("table").ShouldBe("table.a_very_long_name_of_a_column.another_very_lon.21193eba");
        index.NameIn("table").Length.ShouldBeLessThanOrEqualTo(60);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_was_applied_is_read_back(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Apply(fresh.Database, [House, Flat]);
        var schema = await Schema.Read(fresh.Database);
        schema.Revision.ShouldBe(1);
        Plan(schema, [House, Flat]).ToString().ShouldBe("");
        var revision = await Revisions.Last(fresh.Database);
        revision.ShouldNotBeNull();
        (revision.Number, revision.At, revision.Author, revision.Definitions).ShouldBe((1, Now, "anna", "as: written"));
        revision.Plan.ShouldContain("create table flat");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_empty_database_has_no_revision(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        (await Revisions.Last(fresh.Database)).ShouldBeNull();
        (await Schema.Read(fresh.Database)).Revision.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_lost_index_is_made_again(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Apply(fresh.Database, [House]);
        await fresh.Database.Write(transaction => transaction.Execute(new("drop index \"house.name.unique\"")));
        Plan(await Schema.Read(fresh.Database), [House]).ToString().ShouldBe("create unique index house.name.unique");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_reference_leads_to_a_row_that_exists(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Apply(fresh.Database, [House, Flat]);
        await Should.ThrowAsync<System.Data.Common.DbException>(async () =>
            await fresh.Database.Write(transaction => transaction.Execute(new("insert into flat (house) values (77)"))));
        var table = Flat with { Columns = [.. Flat.Columns, new("second", DataType.Reference("house"))] };
        await Apply(fresh.Database, [House, table]);
        await Should.ThrowAsync<System.Data.Common.DbException>(async () =>
            await fresh.Database.Write(transaction => transaction.Execute(new("insert into flat (second) values (77)"))));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_unique_index_forgets_the_trash_and_tells_its_column(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Apply(fresh.Database, [House]);
        await Insert(fresh.Database, "insert into house (name, _deleted_at) values ('A', @p0)", Now);
        await Insert(fresh.Database, "insert into house (name) values ('A')");
        var refused = await Should.ThrowAsync<UniqueViolationException>(async () =>
            await Insert(fresh.Database, "insert into house (name) values ('A')"));
        (refused.Table, refused.Column).ShouldBe(("house", "name"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_index_is_not_made_unique_over_repeated_values(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Apply(fresh.Database, [House with { Indexes = [] }]);
        await Insert(fresh.Database, "insert into house (name) values ('A'), ('A'), (null), (null), ('B')");
        var refused = await Should.ThrowAsync<SchemaException>(() => Apply(fresh.Database, [House]));
        refused.Message.ShouldBe("house.name cannot be unique while values repeat: 'A' (2)");
        (await Schema.Read(fresh.Database)).Revision.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_renamed_table_keeps_its_rows_and_its_history(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        var journal = new Table("_event") { Columns = [new("entity", DataType.Text), new("part", DataType.Text),
            new("kind", DataType.Text), new("changes", DataType.Text)] };
        await Apply(fresh.Database, [journal, House, Flat]);
        await Insert(fresh.Database, "insert into house (name) values ('A')");
        await Insert(fresh.Database, "insert into flat (house) values (1)");
        await Insert(fresh.Database, "insert into _event (entity, changes) values ('house', '[{\"field\":\"name\",\"after\":\"A\"}]')");
        var building = House with { Name = "building", Columns = [new("title", DataType.Text), .. House.Columns.Skip(1)],
            Indexes = [new(["title"], Unique: true, Live: true)] };
        var flat = Flat with { Columns = [new("house", DataType.Reference("building")), .. Flat.Columns.Skip(1)] };
        await Apply(fresh.Database, [journal, building, flat],
            new(new Dictionary<string, string> { ["building"] = "house" },
            new Dictionary<(string, string), string> { [("building", "title")] = "name" }));
        (await Scalar(fresh.Database, "select title from flat join building on building.id = flat.house", DataType.Text)).ShouldBe("A");
        (await Scalar(fresh.Database, "select entity || changes from _event", DataType.Text))
            .ShouldBe("building[{\"field\":\"title\",\"after\":\"A\"}]");
        await Should.ThrowAsync<UniqueViolationException>(async () =>
            await Insert(fresh.Database, "insert into building (title) values ('A')"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_dropped_lies_in_the_trash_with_its_values(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Apply(fresh.Database, [House, Flat]);
        await Insert(fresh.Database, "insert into house (name, floors) values ('A', 9)");
        await Apply(fresh.Database, [House with { Columns = [.. House.Columns.Where(column => column.Name != "floors")] }]);
        (await Scalar(fresh.Database, "select _trash_2_floors from house", DataType.Whole)).ShouldBe(9L);
        (await Scalar(fresh.Database, "select count(*) from _trash_2_flat", DataType.Whole)).ShouldBe(0L);
        await Apply(fresh.Database, [House, Flat]);
        (await Scalar(fresh.Database, "select floors from house", DataType.Whole)).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_column_added_later_is_filled(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Apply(fresh.Database, [House]);
        await Insert(fresh.Database, "insert into house (name) values ('A')");
        var wider = House with { Columns = [.. House.Columns, new("gas", DataType.YesNo) { Fill = false },
            new("fee", DataType.Money) { Fill = 12.5m }, new("title", DataType.Text) { FillFrom = "name" }] };
        await Apply(fresh.Database, [wider]);
        (await Scalar(fresh.Database, "select gas from house", DataType.YesNo)).ShouldBe(false);
        (await Scalar(fresh.Database, "select fee from house", DataType.Money)).ShouldBe(12.50m);
        (await Scalar(fresh.Database, "select title from house", DataType.Text)).ShouldBe("A");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_publications_of_one_revision_do_not_both_apply(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Apply(fresh.Database, [House]);
        var existing = await Schema.Read(fresh.Database);
        var plans = new[] { Plan(existing, [House, Flat]),
            Plan(existing, [House with { Columns = [.. House.Columns, new("age", DataType.Whole)] }]) };
        var outcomes = await Task.WhenAll(plans.Select(plan => Task.Run(async () =>
        {
            try { await plan.Apply(fresh.Database, new(Now, "anna", "")); return true; }
            catch (SchemaException) { return false; }
        })));
        outcomes.Count(done => done).ShouldBe(1);
        (await Schema.Read(fresh.Database)).Revision.ShouldBe(2);
    }

    private static Schema Empty => Schema.Of(0, []);

    private static SchemaPlan Plan(Schema existing, Table[] tables, Renames? renames = null) =>
        SchemaPlan.Between(existing,
            Schema.Of(existing.Revision + 1, [RevisionTable.Table, .. tables.OrderBy(table => table.Name, StringComparer.Ordinal)]),
            renames ?? Renames.None);

    private static async Task Apply(Database database, Table[] tables, Renames? renames = null) =>
        await Plan(await Schema.Read(database), tables, renames).Apply(database, new(Now, "anna", "as: written"));

    private static async Task Insert(Database database, string text, params object?[] values) =>
        await database.Write(transaction => transaction.Execute(new(text, values)));

    private static async Task<object?> Scalar(Database database, string text, DataType type) =>
        await database.Read(connection => connection.Scalar(new(text), type));
}
