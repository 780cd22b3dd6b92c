using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Reading;

public sealed class KeptPlansTests
{
    private static readonly int Budget = PlanCache<PlanKey, ListPlan>.Most;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task However_many_shapes_are_asked_for_so_many_plans_are_kept_and_a_hot_one_stays(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        var hot = await world.Records.List(world.Clara, Query(world, Columns(world.Order, 0)));
        var shape = (await world.Records.Find(world.Clara, world.Order, id, Columns(world.Order, 0)))!.Record.Shape;
        for (var number = 1; number <= Budget * 5 / 4; number++)
        {
            await world.Records.List(world.Clara, Query(world, Columns(world.Order, number)));
            await world.Records.Find(world.Clara, world.Order, id, Columns(world.Order, number));
            if (number % 100 != 0) continue;
            // The columns of a page are those of its plan, so the same object is the same plan.
            (await world.Records.List(world.Clara, Query(world, Columns(world.Order, 0)))).Columns.ShouldBeSameAs(hot.Columns);
            (await world.Records.Find(world.Clara, world.Order, id, Columns(world.Order, 0)))!.Record.Shape.ShouldBeSameAs(shape);
        }
        var kept = world.Records.KeptPlans(world.Solution);
        (kept.Lists, kept.Finds).ShouldBe((Budget, Budget));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Plans_take_no_more_memory_than_they_may_however_large_they_are(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var limits = new ReadLimits { PlanMegabytes = 1 };
        var records = new Records(world.Database, world.Clock, limits);
        const int Asked = 400;
        for (var number = 0; number < Asked; number++) await records.List(world.Clara, Query(world, Columns(world.Order, number)));
        // Each plan weighs more than its own share of two thousand bytes.
        ((long)records.KeptPlans(world.Solution).Lists).ShouldBeInRange(1, PlanRoom.Of(limits).Bytes / 2_000);
        records.KeptPlans(world.Solution).Lists.ShouldBeLessThan(Asked);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Lists_of_any_length_share_few_plans(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var made = new List<long>();
        for (var number = 0; number < 3; number++) made.Add(await world.Draft());
        for (var wanted = 1; wanted <= 100; wanted++)
        {
            var ids = Enumerable.Range(0, wanted)
                .Select(place => (object?)(place < made.Count ? made[place] : 1_000_000L + place)).ToArray();
            var query = Query(world, Columns(world.Order, 0)) with { Filters = [new(new([], world.Order["id"]), Comparison.Is, ids)] };
            var found = await world.Records.List(world.Clara, query);
            found.Records.Select(record => record.Id).Order().ShouldBe(made.Take(wanted));
        }
        world.Records.KeptPlans(world.Solution).Lists.ShouldBe(8);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_entity_of_another_snapshot_is_refused_at_both_doors(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        var foreign = TestSolutions.Link([.. Workshop.Definitions]).Entities["order"];
        await Refused(async () => await world.Records.List(world.Clara, new() { Entity = foreign, Columns = [] }));
        await Refused(async () => await world.Records.Find(world.Clara, foreign, id));
        await Refused(async () => await world.Records.Count(world.Clara, new() { Entity = foreign, Columns = [] }));
        await Refused(async () => await world.Commands.Execute(world.Clara, new Command.Delete(foreign, null, id, null)));
        await Refused(async () => await world.Commands.Execute(
            world.Clara, new Command.Transit(foreign, null, id, "submit", WorkshopWorld.Values(), null)));
        (await world.Records.Find(world.Clara, world.Order, id)).ShouldNotBeNull();
    }

    private static async Task Refused(Func<Task> ask) =>
        (await Should.ThrowAsync<ArgumentException>(ask)).Message.ShouldContain("'order' is not of revision");

    private static RecordQuery Query(WorkshopWorld world, IReadOnlyList<FieldPath> columns) =>
        new() { Entity = world.Order, Columns = columns };

    /// <summary>Columns by the digits of a number, so that each number is a shape of its own.</summary>
    private static FieldPath[] Columns(Entity entity, int number)
    {
        var fields = entity.Fields.Where(field => field.IsStored).Take(8).ToArray();
        var columns = new List<FieldPath>();
        do columns.Add(new([], fields[number % fields.Length]));
        while ((number /= fields.Length) > 0);
        return [.. columns];
    }
}
