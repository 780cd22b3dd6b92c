using Kabinet.Engine.Commands;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Tests.Commands;

public class CreateTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_new_record_has_its_number_defaults_state_and_parts(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        var record = await world.Find(world.Clara, id);
        record["number"].ShouldBe("W-2026-001");
        record["firm"].ShouldBe(world.NorthId);
        record["urgency"].ShouldBe("normal");
        record["keeper"].ShouldBe(world.PersonId("anna"));
        record["status"].ShouldBe("draft");
        record["created_by"].ShouldBe(world.PersonId("anna"));
        (await world.CountOf("line")).ShouldBe(1);
        (await world.Find(world.Clara, await world.Draft()))["number"].ShouldBe("W-2026-002");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Creating_and_submitting_is_one_command(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var create = new Command.Create(world.Order, null, WorkshopWorld.Values(("subject", "Chair"), ("place", "Riga")),
            WorkshopWorld.Lines("Leg"), "submit");
        var done = await world.Commands.Execute(world.Anna, create).ShouldBeDone();
        done.Status.ShouldBe("new");
        var unready = create with { Rows = WorkshopWorld.Lines() };
        (await world.Commands.Execute(world.Anna, unready)).ShouldBeInvalid()["lines"].ShouldBe(["Add a line"]);
        (await world.CountOf("order")).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Hidden_readonly_and_unknown_fields_are_refused_in_the_same_words(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var errors = (await world.Create(world.Anna, "Chair", ("secret", "x"), ("nothing", "x"), ("price", "1"), ("status", "ready"),
            ("paid", "1"))).ShouldBeInvalid();
        errors.Keys.ShouldBe(["secret", "nothing", "price", "status", "paid"], ignoreOrder: true);
        errors.Values.SelectMany(messages => messages).Distinct().ShouldBe(["There is no such field"]);
        (await world.CountOf("order")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_outside_of_the_rule_is_not_created(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        (await world.Create(world.Boris, "Chair", ("firm", world.NorthId))).ShouldBeInvalid()["firm"].ShouldBe(["There is no such record"]);
        (await world.Create(world.Max, "Chair")).ShouldBeOfType<Outcome.NotFound>();
        var line = new Command.Create(world.Line, null, WorkshopWorld.Values(("order", await world.Submitted()), ("what", "Leg")),
            WorkshopWorld.Lines());
        (await world.Commands.Execute(world.Anna, line)).ShouldBeInvalid()[""].ShouldBe(["You may not create such a record"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Errors_of_the_record_and_of_its_rows_are_told_together_by_place(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var rows = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> {
            ["lines"] = [WorkshopWorld.Values(("what", "Leg")), WorkshopWorld.Values(("what", "Top"), ("quantity", "0"))] };
        var errors = (await world.Commands.Execute(world.Anna,
            new Command.Create(world.Order, null, WorkshopWorld.Values(("urgency", "never"), ("subject", "x")), rows))).ShouldBeInvalid();
        errors.Keys.ShouldBe(["urgency", "lines.1.quantity"], ignoreOrder: true);
        var missing = (await world.Commands.Execute(world.Anna, new Command.Create(world.Order, null, WorkshopWorld.Values(), rows)))
            .ShouldBeInvalid();
        missing.Keys.ShouldBe(["subject", "lines.1.quantity"], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task References_lead_only_to_people_of_the_role_who_are_active(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        foreach (var wrong in new[] { world.PersonId("anna"), world.PersonId("mona"), 999_999L })
            (await world.Create(world.Clara, "Chair", ("firm", world.NorthId), ("maker", wrong))).ShouldBeInvalid()["maker"]
                .ShouldBe(["Choose a person who does this work"]);
        await world.Create(world.Clara, "Chair", ("firm", world.NorthId), ("clerk", world.PersonId("charles"))).ShouldBeDone();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_taken_value_is_refused_at_its_field(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var firm = new Command.Create(world.Solution.Entities["firm"], null, WorkshopWorld.Values(("title", "North")),
            WorkshopWorld.Lines());
        (await world.Commands.Execute(world.Clara, firm)).ShouldBeInvalid()["title"].ShouldBe(["This value is already taken"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_repeated_command_is_told_and_not_done(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var command = new Command.Create(world.Order, Guid.NewGuid(), WorkshopWorld.Values(("subject", "Chair")), WorkshopWorld.Lines());
        var first = await world.Commands.Execute(world.Anna, command).ShouldBeDone();
        (await world.Commands.Execute(world.Anna, command)).ShouldBe(first);
        (await world.CountOf("order")).ShouldBe(1);
        var ofAnother = await world.Commands.Execute(world.Boris, command).ShouldBeDone();
        ofAnother.Id.ShouldNotBe(first.Id);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Simultaneous_repeats_make_one_record(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var command = new Command.Create(world.Order, Guid.NewGuid(), WorkshopWorld.Values(("subject", "Chair")), WorkshopWorld.Lines());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => Task.Run(async () => await world.Commands.Execute(world.Anna, command))));
        outcomes.Distinct().ShouldHaveSingleItem().ShouldBeOfType<Outcome.Done>();
        (await world.CountOf("order")).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refused_command_may_be_sent_again_under_its_id(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = Guid.NewGuid();
        (await world.Commands.Execute(world.Anna, new Command.Create(world.Order, id, WorkshopWorld.Values(), WorkshopWorld.Lines())))
            .ShouldBeOfType<Outcome.Invalid>();
        await world.Commands.Execute(world.Anna,
            new Command.Create(world.Order, id, WorkshopWorld.Values(("subject", "Chair")), WorkshopWorld.Lines())).ShouldBeDone();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Command_ids_are_forgotten_after_a_week(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        await world.Commands.Execute(world.Anna,
            new Command.Create(world.Order, Guid.NewGuid(), WorkshopWorld.Values(("subject", "Chair")), WorkshopWorld.Lines()))
            .ShouldBeDone();
        world.Clock.Pass(TimeSpan.FromDays(6));
        await world.Commands.Forget(default);
        (await world.CountOf("_command")).ShouldBe(1);
        world.Clock.Pass(TimeSpan.FromDays(2));
        await world.Commands.Forget(default);
        (await world.CountOf("_command")).ShouldBe(0);
    }
}
