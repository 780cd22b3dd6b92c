using System.Globalization;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Words;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Journal;

public class EventKindsTests
{
    [Fact]
    public void The_keys_that_journals_hold_stay_as_they_are() =>
        EventKinds.Platform.All.Select(kind => kind.Key).ShouldBe(
        [
            "Created", "Deleted", "FactorTurnedOff", "FactorTurnedOn", "FileAdded", "FileRemoved", "FileRestored", "FileSorted",
            "FileVersionAdded", "Impersonated", "Job",
            "PartMoved", "PasskeyAdded", "PasskeyRemoved", "PasswordChanged", "PasswordRecovered", "PasswordReset", "Restored",
            "SessionsEnded", "TokenMade",
            "TokenRevoked", "Transition", "Updated",
        ], ignoreOrder: true);

    [Fact]
    public void A_stored_key_leads_to_its_kind_and_only_in_its_own_letters()
    {
        foreach (var kind in EventKinds.Platform.All) EventKinds.Platform.Of(kind.Key).ShouldBeSameAs(kind);
        EventKinds.Platform.Of("created").ShouldNotBeSameAs(EventKind.Created);
    }

    [Fact]
    public void Two_kinds_under_one_key_are_refused() =>
        Should.Throw<ArgumentException>(() => EventKinds.Platform.With(EventKind.Created));

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_event_of_an_unknown_kind_is_told_without_what_it_says(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        await Store(world, id, "Teleported", part: null);
        var told = (await world.History(world.Anna, id))[0];
        (told.Kind.Key, told.Comment, told.Subject, told.From, told.To).ShouldBe(("Teleported", null, null, null, null));
        told.Changes.ShouldBeEmpty();
        var phrase = told.Kind.Tell(new(told, world.Order, "en", CultureInfo.InvariantCulture));
        Texts.Say(phrase.Text, "en", 1, phrase.About).ShouldBe("changed the record");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_event_of_an_unknown_kind_is_not_told_to_whom_its_part_or_its_file_is_hidden(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        await Store(world, id, "Teleported", part: "nothing");
        await Store(world, id, "FileScanned", part: "nothing");
        (await world.History(world.Anna, id)).Select(told => told.Kind)
            .ShouldNotContain(found => found.Key == "Teleported" || found.Key == "FileScanned");
    }

    private static async Task Store(WorkshopWorld world, long id, string key, string? part) =>
        await world.Database.Write(transaction => transaction.Execute(new("""
            insert into "_event" ("at", "actor_role", "entity", "record_id", "kind", "comment", "subject", "changes",
              "from_state", "part", "part_id", "version", "revision")
            select "at", "actor_role", 'order', @p0, @p1, 'whisper', 'thing',
              '[{"field":"subject","before":"a","after":"b"}]', 'new', @p2, 1, 0, 0
            from "_event" order by "id" limit 1
            """, id, key, part)));
}
