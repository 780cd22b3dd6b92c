using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Reading.Words;

public sealed class SearchTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_word_is_found_as_a_beginning_in_whichever_field(string kind)
    {
        await using var world = await CardWorld.Open(kind);
        var first = await world.Make(("title", "ул. Ёлкина, 7, кв. 12"), ("phone", "8 916 123-45-67"), ("note", "Снести стену"));
        var second = await world.Make(("title", "проспект Елкиных, 17"), ("note", "Сте\u00ADна и дверь"));
        var third = await world.Make(("title", "Straße 5, İstanbul"), ("note", "ΟΔΥΣΣΕΥΣ"));

        foreach (var (text, found) in ((string, long[])[])
        [
            ("ёлкина", [first]), ("ЕЛКИН", [first, second]), ("елкина 7", [first]), ("кв. 12, ёлкина", [first]),
            ("стен", [first, second]), ("елкин дверь", [second]), ("лкина", []),
            ("пр-2026-00002", [second]), ("00003", [third]), ("2", [first, second, third]),
            ("4567", [first]), ("+7 (916) 123-45-67", [first]), ("89161234567", [first]),
            ("strasse", [third]), ("ISTANBUL", [third]), ("οδυσσευς", [third]), ("стену тайна", []), ("нет такого", []),
        ])
            (await world.Search(text)).ShouldBe(found, text);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whatever_is_typed_is_no_error(string kind)
    {
        await using var world = await CardWorld.Open(kind);
        var card = await world.Make(("title", "near and or not 'кавычки' a:b*c"));
        foreach (var text in (string[])["\"", "*", "''", "\\", ":*", "& | !", "()", "\0", "\uD800", "%_", "…—", "😀",
            "^\"'\\:*()&|!<->{}~"])
            (await world.Search(text)).ShouldBeEmpty(text);
        foreach (var text in (string[])["{title}: near", "'); drop table card; --", "near NEAR/5 not here"])
            (await world.Search(text)).ShouldBeEmpty(text);
        foreach (var text in (string[])["NEAR", "NEAR(and or)", "AND", "OR OR", "not \"кав\"", "a:b*c", "\0near\0", "near\uDC00", "-near"])
            (await world.Search(text)).ShouldBe([card], text);
        (await world.Search(new string('я', 5000))).ShouldBeEmpty();
        (await world.Search(string.Concat(Enumerable.Repeat("near ", 2000)))).ShouldBe([card]);
        (await world.Search(string.Join(' ', Enumerable.Range(0, 400).Select(number => $"слово{number}")))).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nothing_is_found_by_a_field_that_its_reader_does_not_see(string kind)
    {
        await using var world = await CardWorld.Open(kind);
        var open = await world.Make(("title", "Кирпич"), ("note", "тайна"), ("owner", 1L));
        var closed = await world.Make(("title", "Кирпич"), ("note", "тайна"), ("plain", "служебная"));

        (await world.Search("тайна")).ShouldBe([open, closed]);
        (await world.Search("тайна", "reader")).ShouldBeEmpty();
        (await world.Search("кирпич тайна", "reader")).ShouldBeEmpty();
        (await world.Search("кирпич", "reader")).ShouldBe([open]);
        (await world.Search("тайна", "owner")).ShouldBe([open]);
        (await world.Search("00001", "owner")).ShouldBeEmpty();
        (await world.Search("кирпич", "guest")).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_several_roles_only_what_is_seen_in_every_row_is_searched(string kind)
    {
        await using var world = await CardWorld.Open(kind);
        var own = await world.Make(("title", "Кирпич"), ("note", "тайна"), ("owner", 1L));
        var other = await world.Make(("title", "Кирпичи"), ("note", "тайна"));

        (await world.Search("тайна", "reader", "owner")).ShouldBeEmpty();
        (await world.Search("кирпич", "reader", "owner")).ShouldBe([own, other]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_change_is_found_at_once_and_what_was_before_no_more(string kind)
    {
        await using var world = await CardWorld.Open(kind);
        var card = await world.Make(("title", "Кирпич"), ("note", "Дверь"));
        await world.Change(card, ("title", "Бетон")).ShouldBeDone();
        (await world.Search("бетон дверь")).ShouldBe([card]);
        (await world.Search("кирпич")).ShouldBeEmpty();

        await world.Take(card, "close").ShouldBeDone();
        (await world.Search("навсегда")).ShouldBe([card]);
        (await world.Search("дверь")).ShouldBeEmpty();

        await world.Change(card, ("note", null)).ShouldBeDone();
        (await world.Search("навсегда")).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_are_written_only_with_the_fields_they_are_made_of(string kind)
    {
        await using var world = await CardWorld.Open(kind);
        var card = await world.Make(("title", "Кирпич"));
        await world.Database.Write(transaction => transaction.Execute(new("update \"_words.card\" set words = ''")));
        await world.Change(card, ("plain", "иначе")).ShouldBeDone();
        await world.Take(card, "shut").ShouldBeDone();
        (await world.WordsOf(card)).ShouldBe("");

        await world.Change(card, ("title", "Бетон")).ShouldBeDone();
        (await world.WordsOf(card)).ShouldContain("бетон");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_lies_in_the_trash_is_found_there_and_comes_back(string kind)
    {
        await using var world = await CardWorld.Open(kind);
        var card = await world.Make(("title", "Кирпич"));
        var trash = new RecordQuery { Entity = CardWorld.Card, Columns = [], Search = "кирпич", Trash = true };
        await world.Commands.Execute(CardWorld.Clerk, new Command.Delete(CardWorld.Card, null, card, null)).ShouldBeDone();
        (await world.Search("кирпич")).ShouldBeEmpty();
        (await world.Search(trash)).ShouldBe([card]);

        await world.Commands.Execute(CardWorld.Clerk, new Command.Restore(CardWorld.Card, null, card)).ShouldBeDone();
        (await world.Search("кирпич")).ShouldBe([card]);
        (await world.Search(trash)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refused_command_leaves_no_words(string kind)
    {
        await using var world = await CardWorld.Open(kind);
        var card = await world.Make(("title", "Кирпич"));
        (await world.Change(card, ("title", "Бетон"), ("phone", "нет"))).ShouldBeInvalid();
        (await world.Search("бетон")).ShouldBeEmpty();
        (await world.Search("кирпич")).ShouldBe([card]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_who_change_different_fields_at_once_are_both_found(string kind)
    {
        await using var world = await CardWorld.Open(kind);
        var card = await world.Make(("title", "Кирпич"), ("note", "Дверь"));
        for (var round = 0; round < 10; round++)
        {
            var number = round;
            await Task.WhenAll(
                Task.Run(async () => await world.Change(card, ("title", $"заголовок{number}")).ShouldBeDone()),
                Task.Run(async () => await world.Change(card, ("note", $"заметка{number}")).ShouldBeDone()));
            (await world.Search($"заголовок{number} заметка{number}")).ShouldBe([card]);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Pages_and_counts_of_a_search_are_those_of_its_records(string kind)
    {
        await using var world = await CardWorld.Open(kind);
        for (var number = 0; number < 30; number++)
            await world.Make(("title", number % 3 == 0 ? $"кирпич {number}" : $"бетон {number}"), ("owner", (long)number % 2));
        var byTitle = new Order(new([], CardWorld.Card["title"]), Descending: true);
        var query = new RecordQuery { Entity = CardWorld.Card, Columns = [], Search = "кирпич", Sort = [byTitle], Limit = 4 };

        var (paged, next) = (new List<long>(), query);
        do
        {
            var page = await world.Records.List(CardWorld.Clerk, next);
            paged.AddRange(page.Records.Select(record => record.Id));
            next = query with { After = page.Next };
        }
        while (next.After is not null);
        paged.ShouldBe(await world.Search(query with { Limit = 500 }));
        paged.Count.ShouldBe(10);

        CountQuery Counted(string? search, string where, int cap) => new(query with { Search = search, Where = Condition(where) }, cap);
        var counts = await world.Records.Counts(CardWorld.Clerk,
        [
            Counted("кирпич", "owner = 1", 100), Counted("бетон", "true", 100), Counted(null, "owner = 0", 100),
            Counted("кирпич", "true", 3), Counted("ничего", "true", 9),
        ]);
        counts.ShouldBe([5, 20, 15, 4, 0]);
        (await world.Records.Sum(CardWorld.Clerk, query, new([], CardWorld.Card["owner"]))).ShouldBe(5m);
        var totals = await world.Records.Totals(CardWorld.Clerk, query, [new([], CardWorld.Card["owner"])]);
        (totals.Count, totals.Sums[0]).ShouldBe((10, 5m));
    }

    private static Expression Condition(string text) =>
        ExpressionChecker.Check(text, CardWorld.Card,
            new() { Entities = CardWorld.Solution.Entities, Zone = CardWorld.Solution.Zone, Expected = DataType.YesNo });
}
