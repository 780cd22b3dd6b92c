using Kabinet.Engine.Commands;
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

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_notice_keeps_the_words_of_its_moment(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        await world.Update(world.Clara, id, null, ("price", "100")).ShouldBeDone();
        await world.Take(world.Carl, id, "remind").ShouldBeDone();
        await world.Update(world.Clara, id, null, ("price", "900"), ("subject", "Chair")).ShouldBeDone();
        await world.Take(world.Carl, id, "remind").ShouldBeDone();
        var texts = (await world.Bell.List(world.Anna)).Where(item => item.Kind == "reminded").Select(item => item.Text).ToArray();
        texts.Length.ShouldBe(2);
        (texts[0], texts[1]).ShouldSatisfyAllConditions(
            pair => pair.Item1.ShouldContain("900"), pair => pair.Item1.ShouldContain("Chair"),
            pair => pair.Item2.ShouldContain("100"), pair => pair.Item2.ShouldContain("Table"),
            pair => pair.Item2.ShouldNotContain("900"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_notice_addresses_its_receiver_and_hides_from_others_what_they_may_not_read(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        await world.Take(world.Carl, id, "remind").ShouldBeDone();
        (await world.Bell.List(world.Max))[0].Text.ShouldBe("W-2026-001: you are reminded of Table");
        var annas = (await world.Bell.List(world.Anna))[0].Text;
        annas.ShouldStartWith("W-2026-001: is reminded");
        annas.ShouldNotContain("Max");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_receiver_who_is_several_gets_one_notice_in_the_words_of_the_first(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Submitted();
        await world.Take(world.Clara, id, "give", ("maker", world.PersonId("max"))).ShouldBeDone();
        await world.Database.Write(transaction => transaction.Execute(
            new("update \"order\" set \"clerk\" = @p0 where \"id\" = @p1", world.PersonId("max"), id)));
        await world.Take(world.Carl, id, "remind").ShouldBeDone();
        (await world.Bell.List(world.Max)).Where(item => item.Kind == "reminded").ShouldHaveSingleItem()
            .Text.ShouldBe("W-2026-001: you are reminded of Table");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Seeing_a_record_reads_its_notices_of_this_person_and_no_others(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var (first, second) = (await world.Given(), await world.Given());
        await world.Take(world.Carl, first, "remind").ShouldBeDone();
        (await world.Bell.Unread(world.Max)).ShouldBe(3);
        await world.Bell.Seen(world.Max, world.Order, first);
        (await world.Bell.Unread(world.Max)).ShouldBe(1);
        (await world.Bell.List(world.Max)).Single(item => !item.Read).RecordId.ShouldBe(second);
        (await world.Bell.List(world.Anna)).ShouldAllBe(item => !item.Read);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_step_for_several_records_rings_once(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var ids = new[] { await world.Given(), await world.Given(), await world.Given() };
        await world.Bell.MarkRead(world.Max, null);
        var batch = Guid.NewGuid();
        foreach (var id in ids)
            await world.Commands.Execute(world.Carl, new Command.Transit(world.Order, null, id, "remind", WorkshopWorld.Values(), null)
            {
                Batch = batch,
            }).ShouldBeDone();
        (await world.Bell.Unread(world.Max)).ShouldBe(1);
        var line = (await world.Bell.List(world.Max, null, 1)).ShouldHaveSingleItem();
        (line.Text, line.Several.Count, line.Read).ShouldBe(("clerk reminds of 3", 3, false));
        line.Several.Select(item => item.RecordId).ShouldBe(ids.Reverse());
        await world.Bell.Seen(world.Max, world.Order, ids[0]);
        (await world.Bell.List(world.Max, null, 1))[0].Read.ShouldBeFalse();
        await world.Bell.MarkRead(world.Max, null);
        (await world.Bell.Unread(world.Max)).ShouldBe(0);
        (await world.Bell.List(world.Max)).Count.ShouldBe(4);
    }
}
