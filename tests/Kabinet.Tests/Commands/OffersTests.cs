using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;

namespace Kabinet.Tests.Commands;

/// <summary>What a reference offers, and what saving refuses: the two are one condition.</summary>
public sealed class OffersTests
{
    private static readonly (string, string)[] Files =
    [
        ("roles/clerk.yaml", "role: clerk\ntitle: Clerk\n"),
        ("roles/blind.yaml", "role: blind\ntitle: Blind\n"),
        ("entities/region.yaml", "entity: region\nfields:\n  title: { kind: text, required: true }\naccess: { clerk: { read: true } }\n"),
        ("entities/firm.yaml", """
            entity: firm
            fields:
              title: { kind: text, required: true }
              region: { kind: ref, to: region }
              closed: { kind: yes_no }
            access: { clerk: { read: "title <> 'Secret'", create: true, update: true }, blind: { read: "title = 'North'" } }
            """),
        ("entities/contact.yaml", """
            entity: contact
            fields:
              title: { kind: text, required: true }
              firm: { kind: ref, to: firm }
              region: { kind: ref, to: region }
            access: { clerk: { read: true, create: true, update: true }, blind: { read: true } }
            """),
        ("entities/order.yaml", """
            entity: order
            fields:
              title: { kind: text, required: true }
              firm: { kind: ref, to: firm, where: not closed, inverse: orders }
              contact: { kind: ref, to: contact, where: firm = outer.firm }
              near: { kind: ref, to: contact, where: region = outer.firm.region }
              judged: { kind: ref, to: contact }
              other: { kind: ref, to: order, where: "id <> outer.id and not exists(outer.lines where title = outer.title)" }
            require:
              "judged is null or judged.firm = firm": Works elsewhere
            lifecycle:
              states: { new: { title: New }, given: { title: Given, final: true } }
              transitions:
                give:
                  title: Give
                  from: [new]
                  to: given
                  by: [clerk]
                  ask:
                    contact: {}
                    helper: { input: { kind: ref, to: contact, where: firm = outer.firm }, optional: true }
            access: { clerk: { read: true, create: true, update: true }, blind: { create: true, read: true } }
            """),
        ("entities/line.yaml", """
            entity: line
            fields:
              order: { kind: ref, to: order, part: true, required: true, inverse: lines, where: "title <> 'Closed'" }
              title: { kind: text, required: true }
            access: { clerk: { read: true, create: true, update: true } }
            """),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_reference_offers_what_its_where_holds_for_with_what_is_typed_beside(string kind)
    {
        await using var world = await World.Open(kind);
        (await world.Offered("firm")).ShouldBe(["North", "South"]);
        (await world.Offered("contact")).ShouldBe(["Nadia", "Nick", "Sonya"]);
        (await world.Offered("contact", typed: ("firm", world.North))).ShouldBe(["Nadia", "Nick"]);
        (await world.Offered("contact", typed: ("firm", null))).ShouldBe(["Nadia", "Nick", "Sonya"]);
        (await world.Offered("near", typed: ("firm", world.South))).ShouldBe(["Sonya"]);
        (await world.Offered("contact", search: "ni", typed: ("firm", world.North))).ShouldBe(["Nick"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_stored_record_counts_where_nothing_is_typed_and_typing_replaces_it(string kind)
    {
        await using var world = await World.Open(kind);
        var order = EngineWorld.Id(await world.Create(("firm", world.South)));
        (await world.Offered("contact", order)).ShouldBe(["Sonya"]);
        (await world.Offered("near", order)).ShouldBe(["Sonya"]);
        (await world.Offered("contact", order, typed: ("firm", world.North))).ShouldBe(["Nadia", "Nick"]);
        var second = EngineWorld.Id(await world.Create());
        (await world.Offered("other", order)).ShouldBe(["Order"]);
        await world.Engine.Create(world.Clerk, "line", ("order", order), ("title", "Order")).ShouldBeDone();
        (await world.Offered("other", order)).ShouldBeEmpty();
        (await world.Offered("other", second)).ShouldBe(["Order"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_requirement_that_concerns_a_reference_narrows_what_it_offers(string kind)
    {
        await using var world = await World.Open(kind);
        (await world.Offered("judged", typed: ("firm", world.South))).ShouldBe(["Sonya"]);
        (await world.Offered("judged", typed: ("firm", null))).Count.ShouldBe(3);
        (await world.Create(("firm", world.South), ("judged", world.Nick))).ShouldBeInvalid()["judged"]
            .ShouldBe(["Works elsewhere"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Saving_refuses_at_the_field_what_was_not_offered(string kind)
    {
        await using var world = await World.Open(kind);
        const string refusal = "contact: this does not go with the other fields, choose one of those offered";
        (await world.Create(("firm", world.South), ("contact", world.Nick))).ShouldBeInvalid()["contact"].ShouldBe([refusal]);
        (await world.Create(("contact", world.Nick))).ShouldBeInvalid().Keys.ShouldBe(["contact"]);
        var order = EngineWorld.Id(await world.Create(("firm", world.North), ("contact", world.Nick)));
        (await world.Engine.Update(world.Clerk, "order", order, ("firm", world.South))).ShouldBeInvalid()["contact"].ShouldBe([refusal]);
        await world.Engine.Update(world.Clerk, "order", order, ("firm", world.South), ("contact", world.Sonya)).ShouldBeDone();
        (await world.Engine.Update(world.Clerk, "order", order, ("near", world.Nick))).ShouldBeInvalid().Keys.ShouldBe(["near"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_chosen_before_stays_although_it_would_not_be_offered_today(string kind)
    {
        await using var world = await World.Open(kind);
        var order = EngineWorld.Id(await world.Create(("firm", world.North), ("contact", world.Nick)));
        await world.Engine.Update(world.Clerk, "contact", world.Nick, ("firm", world.South)).ShouldBeDone();
        await world.Engine.Update(world.Clerk, "firm", world.North, ("closed", true)).ShouldBeDone();
        await world.Engine.Update(world.Clerk, "order", order, ("title", "Renamed")).ShouldBeDone();
        await world.Engine.Update(world.Clerk, "order", order, ("firm", null), ("contact", null)).ShouldBeDone();
        (await world.Engine.Update(world.Clerk, "order", order, ("firm", world.North))).ShouldBeInvalid().Keys.ShouldBe(["firm"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_a_step_asks_obeys_the_where_of_the_field_and_of_the_input(string kind)
    {
        await using var world = await World.Open(kind);
        var order = EngineWorld.Id(await world.Create(("firm", world.South)));
        (await world.Engine.Take(world.Clerk, "order", order, "give", ("contact", world.Nick)))
            .ShouldBeInvalid().Keys.ShouldBe(["contact"]);
        (await world.Engine.Take(world.Clerk, "order", order, "give", ("contact", world.Sonya), ("helper", world.Nick)))
            .ShouldBeInvalid().Keys.ShouldBe(["helper"]);
        await world.Engine.Take(world.Clerk, "order", order, "give", ("contact", world.Sonya), ("helper", world.Sonya)).ShouldBeDone();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_typed_reference_to_a_record_that_the_reader_does_not_see_tells_nothing_of_it(string kind)
    {
        await using var world = await World.Open(kind);
        var blind = await world.Engine.As("boris");
        (await world.Offered("near", by: blind, typed: ("firm", world.North))).ShouldBe(["Nadia", "Nick"]);
        (await world.Offered("near", by: blind, typed: ("firm", world.South))).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_list_on_the_page_of_a_record_may_name_that_record_and_is_empty_for_whom_it_is_not(string kind)
    {
        await using var world = await World.Open(kind);
        var (solution, blind) = (world.Engine.Solution, await world.Engine.As("boris"));
        (await world.Listed("firm = outer", world.North, world.Clerk)).ShouldBe(["Nadia", "Nick"]);
        (await world.Listed("not (firm = outer)", world.North, world.Clerk)).ShouldBe(["Sonya"]);
        (await world.Listed("region = outer.region and title <> outer.title", world.South, world.Clerk)).ShouldBe(["Sonya"]);
        (await world.Listed("exists(outer.orders where title = outer.title)", world.North, world.Clerk)).ShouldBeEmpty();
        (await world.Listed("firm = outer", world.South, blind)).ShouldBeEmpty();
        (await world.Listed("not (firm = outer)", world.South, blind)).ShouldBeEmpty("the reader does not see the firm");
        (await world.Listed("not (firm = outer)", world.North, blind)).ShouldBe(["Sonya"]);
        var where = World.Where(solution, "firm = outer");
        var query = new RecordQuery { Entity = solution.Entities["contact"], Columns = [], Where = where,
            Outer = OuterRecord.Stored(solution.Entities["firm"], world.North) };
        (await world.Engine.Engine.Records.Count(world.Clerk, query)).ShouldBe(2);
        var groups = await world.Engine.Engine.Records.Groups(world.Clerk,
            new(query, [new(new([], solution.Entities["contact"]["region"]))]));
        groups.Groups.ShouldHaveSingleItem().Count.ShouldBe(2);
    }

    [Fact]
    public void A_wrong_where_is_reported_at_its_place_with_a_guess()
    {
        string[] Wrong(string where) => [.. TestSolutions.Problems([.. Files.Select(file => file.Item1 == "entities/order.yaml"
            ? (file.Item1, file.Item2.Replace("firm = outer.firm", where, StringComparison.Ordinal)) : file)])];
        Wrong("firm = outer.frim").ShouldAllBe(problem => problem.StartsWith("entities/order.yaml:") && problem.Contains("frim"));
        Wrong("title").ShouldNotBeEmpty();
        TestSolutions.Problems(("entities/a.yaml", "entity: a\nfields:\n  title: { kind: text, where: \"true\" }\n"))
            .ShouldHaveSingleItem().ShouldContain("where");
    }

    private sealed class World(EngineWorld engine, Actor clerk) : IAsyncDisposable
    {
        public EngineWorld Engine => engine;
        public Actor Clerk => clerk;
        public long North { get; private set; }
        public long South { get; private set; }
        public long Nick { get; private set; }
        public long Sonya { get; private set; }

        public static async Task<World> Open(string kind)
        {
            var engine = await EngineWorld.Open(kind, Files);
            await engine.Admit("clara", "clerk");
            await engine.Admit("boris", "blind");
            var world = new World(engine, await engine.As("clara"));
            await engine.Run("insert into region (title, created_at, updated_at) values ('N', @p0, @p0), ('S', @p0, @p0)",
                engine.Clock.GetUtcNow().UtcDateTime);
            world.North = await world.Make("firm", ("title", "North"), ("region", 1L));
            world.South = await world.Make("firm", ("title", "South"), ("region", 2L));
            await world.Make("firm", ("title", "West"), ("closed", true));
            await world.Make("contact", ("title", "Nadia"), ("firm", world.North), ("region", 1L));
            world.Nick = await world.Make("contact", ("title", "Nick"), ("firm", world.North), ("region", 1L));
            world.Sonya = await world.Make("contact", ("title", "Sonya"), ("firm", world.South), ("region", 2L));
            return world;
        }

        public ValueTask<Outcome> Create(params (string Key, object? Value)[] values) =>
            engine.Create(clerk, "order", [("title", "Order"), .. values]);

        public async Task<IReadOnlyList<string>> Offered(string field, long? record = null, string? search = null, Actor? by = null,
            params (string Key, object? Value)[] typed)
        {
            var order = engine.Solution.Entities["order"];
            var outer = new OuterRecord(order, record, typed.ToDictionary(pair => order[pair.Key], pair => pair.Value));
            var page = await engine.Engine.Records.Options(by ?? clerk, order[field], search, [], outer: outer);
            return [.. page.Records.Select(found => (string)found["title"]!)];
        }

        public static Expression Where(Solution solution, string text) => ExpressionChecker.Check(text, solution.Entities["contact"],
            new() { Entities = solution.Entities, Zone = solution.Zone, Outer = solution.Entities["firm"], Expected = DataType.YesNo });

        public async Task<IReadOnlyList<string>> Listed(string where, long firm, Actor by)
        {
            var contact = engine.Solution.Entities["contact"];
            var title = new FieldPath([], contact["title"]);
            var page = await engine.Engine.Records.List(by, new() { Entity = contact, Columns = [title], Sort = [new(title, false)],
                Where = Where(engine.Solution, where), Outer = OuterRecord.Stored(engine.Solution.Entities["firm"], firm) });
            return [.. page.Records.Select(found => (string)found["title"]!)];
        }

        public ValueTask DisposeAsync() => engine.DisposeAsync();

        private async Task<long> Make(string entity, params (string, object?)[] values) =>
            EngineWorld.Id(await engine.Create(clerk, entity, values));
    }
}
