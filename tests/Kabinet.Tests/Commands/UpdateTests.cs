using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Tests.Commands;

public class UpdateTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Changes_of_different_fields_merge(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        await world.Update(world.Clara, id, 1, ("subject", "Big table")).ShouldBeDone();
        // Carl's form was opened at version 1 and sends every field of it, the subject as he saw it.
        var done = await world.Update(world.Carl, id, 1, ("subject", "Table"), ("note", "soon")).ShouldBeDone();
        done.Version.ShouldBe(3);
        var record = await world.Find(world.Clara, id);
        record["subject"].ShouldBe("Big table");
        record["note"].ShouldBe("soon");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Changes_of_the_same_field_conflict_and_tell_what_it_is_now(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        await world.Update(world.Clara, id, 1, ("subject", "Big table"), ("secret", "x")).ShouldBeDone();
        var conflict = (await world.Update(world.Carl, id, 1, ("subject", "Small table"), ("note", "soon")))
            .ShouldBeOfType<Outcome.Conflict>();
        conflict.Version.ShouldBe(2);
        conflict.Current.ShouldHaveSingleItem().Value.ShouldBe("Big table");
        (await world.Find(world.Clara, id))["note"].ShouldBeNull();
        await world.Update(world.Carl, id, 1, ("subject", "Big table")).ShouldBeDone();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Unchanged_values_write_nothing(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        var done = await world.Update(world.Anna, id, 1, ("subject", "Table"), ("urgency", "normal")).ShouldBeDone();
        done.Version.ShouldBe(1);
        (await world.History(world.Anna, id)).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_not_there_for_the_actor_is_not_found(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var (draft, submitted) = (await world.Draft(), await world.Submitted());
        (await world.Update(world.Boris, draft, null, ("subject", "Mine"))).ShouldBeOfType<Outcome.NotFound>();
        (await world.Update(world.Anna, submitted, null, ("subject", "Mine"))).ShouldBeOfType<Outcome.NotFound>();
        (await world.Update(world.Bruno, draft, null, ("subject", "Mine"))).ShouldBeOfType<Outcome.NotFound>();
        (await world.Update(world.Anna, 999_999, null, ("subject", "Mine"))).ShouldBeOfType<Outcome.NotFound>();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_status_and_hidden_fields_are_closed(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        var errors = (await world.Update(world.Anna, id, null, ("status", "ready"), ("secret", "x"), ("number", "1"), ("created_by", "1")))
            .ShouldBeInvalid();
        errors.Values.SelectMany(messages => messages).Distinct().ShouldBe(["There is no such field"]);
        errors.Count.ShouldBe(4);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_written_record_meets_the_rule_and_its_requirements(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        (await world.Update(world.Anna, id, null, ("starts", "2026-12-02"), ("ends", "2026-12-01"))).ShouldBeInvalid()["ends"]
            .ShouldBe(["It ends before it starts"]);
        (await world.Update(world.Anna, id, null, ("firm", world.SouthId))).ShouldBeInvalid()["firm"].ShouldBe(["There is no such record"]);
        (await world.Update(world.Anna, id, null, ("subject", ""))).ShouldBeInvalid()["subject"].ShouldBe(["Fill in this field"]);
        var record = await world.Find(world.Anna, id);
        (record["starts"], record.Version).ShouldBe((null, 1));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_changed_part_is_told_in_the_history_of_its_owner(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        var line = await world.Commands.Execute(world.Anna,
            new Command.Create(world.Line, null, WorkshopWorld.Values(("order", id), ("what", "Top")), WorkshopWorld.Lines()))
            .ShouldBeDone();
        await world.Commands.Execute(world.Anna, new Command.Update(world.Line, null, line.Id, 1, WorkshopWorld.Values(("quantity", "3"))))
            .ShouldBeDone();
        await world.Commands.Execute(world.Anna, new Command.Delete(world.Line, null, line.Id, 2)).ShouldBeDone();
        var told = (await world.History(world.Clara, id)).Where(found => found.Part == world.Line).ToArray();
        told.Select(found => found.Kind).ShouldBe([EventKind.Deleted, EventKind.Updated, EventKind.Created]);
        told.Select(found => found.Subject).Distinct().ShouldBe(["Top"]);
        told[1].Changes.ShouldHaveSingleItem().After.ShouldBe(3L);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_goes_to_the_trash_with_its_parts_and_comes_back_with_them(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        var gone = await world.Commands.Execute(world.Anna,
            new Command.Create(world.Line, null, WorkshopWorld.Values(("order", id), ("what", "Top")), WorkshopWorld.Lines()))
            .ShouldBeDone();
        await world.Commands.Execute(world.Anna, new Command.Delete(world.Line, null, gone.Id, null)).ShouldBeDone();
        (await world.Commands.Execute(world.Clara, new Command.Delete(world.Order, null, id, null))).ShouldBeOfType<Outcome.NotFound>();
        await world.Update(world.Anna, id, null, ("note", "x")).ShouldBeDone();
        (await world.Commands.Execute(world.Anna, new Command.Delete(world.Order, null, id, 1))).ShouldBeOfType<Outcome.Conflict>();
        await world.Commands.Execute(world.Anna, new Command.Delete(world.Order, null, id, 2)).ShouldBeDone();
        (await world.Records.Find(world.Anna, world.Order, id)).ShouldBeNull();
        (await Live(world)).ShouldBe(0);
        (await world.Take(world.Anna, id, "submit")).ShouldBeOfType<Outcome.NotFound>();
        (await world.Commands.Execute(world.Boris, new Command.Restore(world.Order, null, id))).ShouldBeOfType<Outcome.NotFound>();
        await world.Commands.Execute(world.Anna, new Command.Restore(world.Order, null, id)).ShouldBeDone();
        (await Live(world)).ShouldBe(1);
        (await world.History(world.Anna, id)).Select(found => found.Kind).Take(2).ShouldBe([EventKind.Restored, EventKind.Deleted]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_part_does_not_come_back_without_its_owner(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        var top = await world.Commands.Execute(world.Anna,
            new Command.Create(world.Line, null, WorkshopWorld.Values(("order", id), ("what", "Top")), WorkshopWorld.Lines()))
            .ShouldBeDone();
        await world.Commands.Execute(world.Clara, new Command.Delete(world.Line, null, top.Id, null)).ShouldBeDone();
        await world.Commands.Execute(world.Anna, new Command.Delete(world.Order, null, id, null)).ShouldBeDone();
        for (var line = 1L; line <= top.Id; line++)
            (await world.Commands.Execute(world.Clara, new Command.Restore(world.Line, null, line))).ShouldBeInvalid()[""]
                .ShouldBe(["This is a part of “order”, which is in the trash. Restore that first"]);
        (await Live(world)).ShouldBe(0);
        await world.Commands.Execute(world.Anna, new Command.Restore(world.Order, null, id)).ShouldBeDone();
        (await Live(world)).ShouldBe(1);
        await world.Commands.Execute(world.Clara, new Command.Restore(world.Line, null, top.Id)).ShouldBeDone();
        (await Live(world)).ShouldBe(2);
    }

    private static async Task<int> Live(WorkshopWorld world) =>
        await world.Records.Count(world.Clara, new() { Entity = world.Line, Columns = [] });
}
