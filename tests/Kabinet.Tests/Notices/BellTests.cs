using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Notices;

public class BellTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Notices_go_to_their_receivers_without_whoever_did_it(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Submitted();
        var item = (await world.Bell.List(world.Charles)).ShouldHaveSingleItem();
        (item.Kind, item.Entity, item.RecordId, item.Read, item.Text)
            .ShouldBe(("submitted", "order", id, false, "Anna: W-2026-001, Table"));
        (await world.Bell.List(world.Anna)).ShouldBeEmpty();
        (await world.Bell.List(world.Clara)).ShouldBeEmpty();
        (await world.Bell.List(world.Boris)).ShouldBeEmpty();
        (await world.CountOf("_outbox")).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_notice_says_only_what_its_receiver_may_read_now(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Submitted();
        await world.Update(world.Clara, id, null, ("price", "100")).ShouldBeDone();
        await world.Take(world.Clara, id, "give", "Oak only", ("maker", world.PersonId("max"))).ShouldBeDone();
        (await world.Bell.List(world.Max)).ShouldHaveSingleItem().Text.ShouldBe("W-2026-001 Oak only");
        var annas = (await world.Bell.List(world.Anna)).ShouldHaveSingleItem();
        annas.Text.ShouldContain("100");
        annas.Text.ShouldNotContain("Oak only");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_notice_of_a_record_that_is_no_longer_the_receivers_is_gone_and_not_counted(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        (await world.Bell.Unread(world.Max)).ShouldBe(1);
        await world.Update(world.Clara, id, null, ("maker", "")).ShouldBeDone();
        (await world.Bell.List(world.Max)).ShouldBeEmpty();
        (await world.Bell.Unread(world.Max)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Notices_are_marked_read_one_by_one_or_all_and_only_ones_own(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        for (var i = 0; i < 3; i++) await world.Submitted();
        var items = await world.Bell.List(world.Charles);
        await world.Bell.MarkRead(world.Max, items[0].Id);
        (await world.Bell.Unread(world.Charles)).ShouldBe(3);
        await world.Bell.MarkRead(world.Charles, items[0].Id);
        (await world.Bell.Unread(world.Charles)).ShouldBe(2);
        (await world.Bell.List(world.Charles)).Count(item => item.Read).ShouldBe(1);
        await world.Bell.MarkRead(world.Charles, null);
        (await world.Bell.Unread(world.Charles)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_bell_goes_on_where_it_ended(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        for (var i = 0; i < 3; i++) await world.Submitted();
        var first = await world.Bell.List(world.Charles, null, 2);
        var rest = await world.Bell.List(world.Charles, first[^1].Id, 2);
        first.Concat(rest).Select(item => item.RecordId).ShouldBe([3, 2, 1]);
    }
}
