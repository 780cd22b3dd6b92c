using Kabinet.Engine.Commands;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Tests.Commands;

/// <summary>One try tells everything that is wrong, each error at the fields that it concerns.</summary>
public class AllErrorsTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_unreadable_value_does_not_hide_what_is_missing(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var errors = (await world.Commands.Execute(world.Anna, new Command.Create(world.Order, null,
            WorkshopWorld.Values(("starts", "soon")), WorkshopWorld.Lines("")))).ShouldBeInvalid();
        errors.Keys.ShouldBe(["starts", "subject", "lines.0.what"], ignoreOrder: true);
        (await world.CountOf("order")).ShouldBe(0);
        (await world.CountOf("line")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_requirement_over_two_fields_is_told_at_both_beside_what_is_missing(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var errors = (await world.Create(world.Anna, "", ("starts", "2026-12-02"), ("ends", "2026-12-01"))).ShouldBeInvalid();
        errors.Keys.ShouldBe(["subject", "starts", "ends"], ignoreOrder: true);
        errors["starts"].ShouldBe(["It ends before it starts"]);
        errors["ends"].ShouldBe(["It ends before it starts"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_requirement_over_an_unreadable_field_waits_for_it(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var errors = (await world.Create(world.Anna, "Chair", ("starts", "2026-12-02"), ("ends", "never"))).ShouldBeInvalid();
        errors.Keys.ShouldBe(["ends"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_the_step_demands_is_told_with_the_errors_of_the_form(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var create = new Command.Create(world.Order, null, WorkshopWorld.Values(("subject", "Chair"), ("starts", "soon")),
            WorkshopWorld.Lines(), "submit");
        (await world.Commands.Execute(world.Anna, create)).ShouldBeInvalid().Keys.ShouldBe(["starts", "place", "lines"], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_change_tells_all_its_errors_too(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        await world.Update(world.Anna, id, null, ("starts", "2026-12-02")).ShouldBeDone();
        var errors = (await world.Update(world.Anna, id, null, ("subject", ""), ("urgency", "slow"), ("ends", "2026-12-01")))
            .ShouldBeInvalid();
        errors.Keys.ShouldBe(["subject", "urgency", "starts", "ends"], ignoreOrder: true);
        (await world.Find(world.Clara, id))["ends"].ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_form_changes_the_record_its_parts_and_its_state_at_once_or_not_at_all(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        var line = await LineOf(world, id);
        var update = new Command.Update(world.Order, null, id, 1, WorkshopWorld.Values(("subject", "Desk")))
        {
            Rows = new Dictionary<string, IReadOnlyList<GivenPart>>
            {
                ["lines"] = [new(line, null, WorkshopWorld.Values(("what", ""))), new(null, null, WorkshopWorld.Values(("what", "Top")))],
            },
            Submit = "submit",
        };
        (await world.Commands.Execute(world.Anna, update)).ShouldBeInvalid().Keys.ShouldBe(["lines.0.what"]);
        (await world.Find(world.Clara, id))["subject"].ShouldBe("Table");

        var right = update with
        {
            Rows = new Dictionary<string, IReadOnlyList<GivenPart>>
            {
                ["lines"] = [new(null, null, WorkshopWorld.Values(("what", "Top"))),
                    new(line, null, WorkshopWorld.Values(), Removed: true)],
            },
        };
        (await world.Commands.Execute(world.Anna, right).ShouldBeDone()).Status.ShouldBe("new");
        (await world.Find(world.Clara, id))["subject"].ShouldBe("Desk");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_part_of_another_record_is_out_of_reach(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var (mine, other) = (await world.Draft(), await world.Draft());
        var line = await LineOf(world, other);
        foreach (var removed in new[] { false, true })
            (await world.Commands.Execute(world.Anna, new Command.Update(world.Order, null, mine, null, WorkshopWorld.Values())
            {
                Rows = new Dictionary<string, IReadOnlyList<GivenPart>>
                    { ["lines"] = [new(line, null, WorkshopWorld.Values(("what", "Stolen")), removed)] },
            })).ShouldBeOfType<Outcome.NotFound>();
    }

    private static async Task<long> LineOf(WorkshopWorld world, long order)
    {
        var lines = await world.Records.List(world.Clara,
            new() { Entity = world.Line, Columns = [], Of = (world.Order.Collections["lines"], order) });
        return lines.Records[0].Id;
    }
}
