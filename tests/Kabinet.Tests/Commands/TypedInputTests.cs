using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Record = Kabinet.Engine.Reading.Record;

namespace Kabinet.Tests.Commands;

/// <summary>What is typed: what a form shows and gets back unchanged, what looks equal, how numbers within texts are ordered.</summary>
public class TypedInputTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/clerk.yaml", "role: clerk\ntitle: Clerk\n"),
        ("entities/visit.yaml", """
            entity: visit
            number: "{seq}/{year}"
            fields:
              title: { kind: text, required: true, length: 500 }
              code: { kind: text, unique: true, natural: true }
              at: { kind: datetime }
              note: { kind: text, multiline: true }
              mail: { kind: email }
              sum: { kind: decimal, scale: 4 }
              seats: { kind: number, max: 10 }
            lifecycle:
              states: { planned: { title: Planned }, held: { title: Held, final: true } }
              transitions:
                hold: { title: Hold, from: [planned], to: held, by: [clerk], ask: { at: {}, note: { optional: true } } }
            access:
              clerk: { read: true, create: true, update: true }
            """),
    ];

    private static readonly DateTime Stored = new(2026, 11, 21, 9, 30, 41, 512, DateTimeKind.Utc);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_form_saved_as_it_was_shown_changes_nothing(string kind)
    {
        await using var world = await Open(kind);
        var clerk = await world.As("clerk");
        var id = await Visit(world, clerk, ("title", "First"));
        // As older versions and imports left it.
        await world.Run("update visit set title = @p0, note = @p1, mail = @p2, seats = @p3 where id = @p4",
            "two\nlines \u200B ", "\none\r\ntwo  ", "Anna@Example.org", 25L, id);
        await world.Update(clerk, "visit", id, ("at", "2026-11-21T09:30:41.512Z"), ("sum", 1.2345m)).ShouldBeDone();

        var before = await Find(world, clerk, id);
        var done = await world.Update(clerk, "visit", id, ("title", "twolines \u200B "), ("note", "one\r\ntwo  "),
            ("mail", "Anna@Example.org"), ("at", "2026-11-21T12:30"), ("sum", "1,2345"), ("seats", "25")).ShouldBeDone();
        done.Version.ShouldBe(before.Version);
        (await Find(world, clerk, id))["at"].ShouldBe(Stored);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_form_opened_before_another_change_saves_only_what_was_typed(string kind)
    {
        await using var world = await Open(kind);
        var clerk = await world.As("clerk");
        var id = await Visit(world, clerk, ("title", "First"), ("at", "2026-11-21T09:30:41.512Z"));
        await world.Update(clerk, "visit", id, ("at", "2026-12-01T10:00:07Z")).ShouldBeDone();

        await world.Engine.Commands.Execute(clerk, new Command.Update(world.Solution.Entities["visit"], null, id, 1,
            new Dictionary<string, object?> { ["at"] = "2026-11-21T12:30", ["title"] = "Second" })).ShouldBeDone();

        var record = await Find(world, clerk, id);
        (record["title"], record["at"]).ShouldBe(("Second", new DateTime(2026, 12, 1, 10, 0, 7, DateTimeKind.Utc)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_dialog_that_shows_a_value_keeps_it(string kind)
    {
        await using var world = await Open(kind);
        var clerk = await world.As("clerk");
        var id = await Visit(world, clerk, ("title", "First"), ("at", "2026-11-21T09:30:41.512Z"), ("note", "one\ntwo"));
        await world.Take(clerk, "visit", id, "hold", ("at", "2026-11-21T12:30"), ("note", "one\r\ntwo")).ShouldBeDone();
        var record = await Find(world, clerk, id);
        (record["at"], record["note"]).ShouldBe((Stored, "one\ntwo"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_submitted_at_once_keeps_its_exact_values(string kind)
    {
        await using var world = await Open(kind);
        var clerk = await world.As("clerk");
        var entity = world.Solution.Entities["visit"];
        var id = EngineWorld.Id(await world.Engine.Commands.Execute(clerk, new Command.Create(entity, null,
            new Dictionary<string, object?> { ["title"] = "First", ["at"] = "2026-11-21T09:30:41.512Z" }, EngineWorld.NoRows)
            { Submit = "hold" }));
        (await Find(world, clerk, id))["at"].ShouldBe(Stored);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_exact_moment_of_a_program_is_written(string kind)
    {
        await using var world = await Open(kind);
        var clerk = await world.As("clerk");
        var id = await Visit(world, clerk, ("title", "First"), ("at", "2026-11-21T09:30:41.512Z"));
        await world.Update(clerk, "visit", id, ("at", "2026-11-21T12:30:00")).ShouldBeDone();
        (await Find(world, clerk, id))["at"].ShouldBe(new DateTime(2026, 11, 21, 9, 30, 0, DateTimeKind.Utc));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Codes_that_look_equal_are_one(string kind)
    {
        await using var world = await Open(kind);
        var clerk = await world.As("clerk");
        await Visit(world, clerk, ("title", "First"), ("code", "Ёж-1"));
        foreach (var code in (string[])["Ёж-1\u200B", "еж-1", "Е\u0308ж-1", "ЕЖ-1", "ёж\u00AD-1", "Ёж-１"])
            (await world.Create(clerk, "visit", ("title", "Other"), ("code", code))).ShouldBeInvalid()
                .Keys.ShouldHaveSingleItem(code).ShouldBe("code");
        await Visit(world, clerk, ("title", "Other"), ("code", "Ёж-11"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_who_give_one_code_at_once_one_gets_it(string kind)
    {
        await using var world = await Open(kind);
        var clerk = await world.As("clerk");
        var outcomes = await Task.WhenAll(((string[])["Ёж", "еж\u200B", "ЕЖ", "Е\u0308Ж"]).Select(code =>
            Task.Run(async () => await world.Create(clerk, "visit", ("title", "One"), ("code", code)))));
        outcomes.OfType<Outcome.Done>().ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_nobody_sees_is_no_title(string kind)
    {
        await using var world = await Open(kind);
        var clerk = await world.As("clerk");
        foreach (var title in (string[])["\u200B", "\u3164", " \u2800 ", "\u202E\u202C"])
            (await world.Create(clerk, "visit", ("title", title))).ShouldBeInvalid()["title"].ShouldBe(["Fill in this field"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_text_is_found_however_its_letters_are_composed(string kind)
    {
        await using var world = await Open(kind);
        var clerk = await world.As("clerk");
        var id = await Visit(world, clerk, ("title", "Зайцев Семён, İstanbul, ΟΔΟΣ, Straße"));
        var old = await Visit(world, clerk, ("title", "x"));
        await world.Run("update visit set title = @p0 where id = @p1", "За\u0438\u0306\u200Bцев\u00A0Семён", old);
        foreach (var (text, found) in ((string, long[])[])[("заи\u0306цев", [id, old]), ("ЗАЙЦЕВ  СЕМЕН", [id, old]), ("istanbul", [id]),
            ("οδος", [id]), ("ΟΔΟΣ", [id]), ("STRASSE", [id]), ("зайка", [])])
            (await List(world, clerk, "id", filter: text)).Select(record => record.Id).ShouldBe(found, text);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Numbers_of_records_and_codes_are_ordered_as_numbers(string kind)
    {
        await using var world = await Open(kind);
        var clerk = await world.As("clerk");
        for (var made = 1; made <= 23; made++) await Visit(world, clerk, ("title", "One"), ("code", $"А{24 - made}-б"));
        var numbers = Enumerable.Range(1, 23).Select(number => $"{number}/2026").ToArray();
        (await List(world, clerk, "number")).Select(record => record["number"]).ShouldBe(numbers);
        (await List(world, clerk, "-number")).Select(record => record["number"]).ShouldBe(numbers.Reverse());
        (await List(world, clerk, "code")).Select(record => record["code"]).ShouldBe(Enumerable.Range(1, 23).Select(code => $"А{code}-б"));
    }

    private static async Task<IReadOnlyList<Record>> List(EngineWorld world, Actor actor, string sort, string? filter = null)
    {
        var entity = world.Solution.Entities["visit"];
        FieldPath Path(string key) => new([], entity[key]);
        var (records, after) = (new List<Record>(), (string?)null);
        do
        {
            var page = await world.Engine.Records.List(actor, new()
            {
                Entity = entity,
                Columns = [Path("number"), Path("code")],
                Filters = filter is null ? [] : [new(Path("title"), Comparison.Contains, [filter])],
                Sort = [new(Path(sort.TrimStart('-')), sort.StartsWith('-'))],
                Limit = 4,
                After = after,
            });
            records.AddRange(page.Records);
            after = page.Next;
        }
        while (after is not null);
        return records;
    }

    private static async Task<EngineWorld> Open(string kind)
    {
        var world = await EngineWorld.Open(kind, Definitions);
        await world.Admit("clerk", "clerk");
        return world;
    }

    private static async Task<long> Visit(EngineWorld world, Actor actor, params (string Key, object? Value)[] values) =>
        EngineWorld.Id(await world.Create(actor, "visit", values));

    private static async Task<Record> Find(EngineWorld world, Actor actor, long id) =>
        (await world.Engine.Records.Find(actor, world.Solution.Entities["visit"], id)).ShouldNotBeNull().Record;
}
