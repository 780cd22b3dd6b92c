using Kabinet.Engine.Journal;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Journal;

public class JournalReaderTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_reader_sees_the_changes_of_fields_he_sees(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        await world.Update(world.Clara, id, null, ("secret", "safe"), ("price", "1250.5"), ("note", "soon")).ShouldBeDone();
        await world.Update(world.Clara, id, null, ("secret", "safer")).ShouldBeDone();
        Fields((await world.History(world.Clara, id))[1]).ShouldBe(["note", "price", "secret"]);
        var annas = await world.History(world.Anna, id);
        annas.Select(told => told.Kind).ShouldBe([EventKind.Updated, EventKind.Created]);
        Fields(annas[0]).ShouldBe(["note", "price"]);
        var price = annas[0].Changes.Single(change => change.Field.Key == "price");
        (price.Before, price.After).ShouldBe((null, 1250.50m));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_that_does_not_exist_for_the_reader_has_no_history(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        (await world.Journal.Read(world.Boris, world.Order, id)).ShouldBeNull();
        (await world.Journal.Read(world.Max, world.Order, id)).ShouldBeNull();
        (await world.Journal.Read(world.Clara, world.Order, 999_999)).ShouldBeNull();
        (await world.Journal.Read(world.Anna, world.Solution.Entities["payment"], 1)).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_transition_is_told_to_its_audience_alone(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        var told = (await world.History(world.Max, id))[0];
        (told.Kind, told.Transition, told.From, told.To).ShouldBe((EventKind.Transition, "give", "new", "making"));
        (await world.History(world.Anna, id)).ShouldNotContain(found => found.Transition == "give");
        (await world.History(world.Anna, id)).ShouldContain(found => found.Transition == "submit");
        (await world.History(world.Irene, id)).ShouldNotContain(found => found.Kind == EventKind.Transition || found.To != null);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task People_and_references_are_named_only_to_those_who_may_read_their_names(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        (await world.History(world.Clara, id)).Select(told => told.Actor).Distinct().ShouldBe(["Clara", "Anna"]);
        (await world.History(world.Max, id)).Select(told => told.Actor).Distinct().ShouldBe(["clerk", "client"]);
        var maker = (await world.History(world.Clara, id))[0].Changes.Single(change => change.Field.Key == "maker");
        (maker.After, maker.AfterLabel).ShouldBe((world.PersonId("max"), "Max"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Parts_are_told_only_to_those_who_may_read_them(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        await world.Update(world.Clara, id, null, ("price", "100")).ShouldBeDone();
        await world.Take(world.Bruno, id, "pay", ("amount", "40")).ShouldBeDone();
        (await world.History(world.Clara, id)).ShouldContain(told => told.Part == world.Solution.Entities["payment"]);
        (await world.History(world.Anna, id)).ShouldNotContain(told => told.Part != null);
        (await world.History(world.Max, id)).ShouldNotContain(told => told.Part != null);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_long_history_comes_in_pages(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        for (var i = 0; i < 5; i++) await world.Update(world.Clara, id, null, ("note", $"{i}")).ShouldBeDone();
        var seen = new List<JournalEvent>();
        for (long? before = null; ;)
        {
            var page = (await world.Journal.Read(world.Clara, world.Order, id, before, 2)).ShouldNotBeNull();
            seen.AddRange(page.Events);
            if (page.Next is not { } next) break;
            before = next;
        }
        seen.Count.ShouldBe(6);
        seen.Select(told => told.Id).ShouldBe(seen.Select(told => told.Id).OrderDescending());
    }

    private static string[] Fields(JournalEvent told) => [.. told.Changes.Select(change => change.Field.Key).Order(StringComparer.Ordinal)];
}
