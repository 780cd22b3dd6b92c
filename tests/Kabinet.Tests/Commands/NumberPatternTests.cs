using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Tests.Commands;

public class NumberPatternTests
{
    private const string Yearly = "D-{year}-{seq:000}";

    /// <summary>Moments around the New Year in Moscow, the zone of the test's solution.</summary>
    private static readonly DateTimeOffset LastEvening = new(2026, 12, 31, 20, 59, 0, TimeSpan.Zero), NewYear = LastEvening.AddMinutes(1);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Numbers_restart_with_the_year_of_the_solution_s_zone_and_continue_when_the_clock_is_put_back(string kind)
    {
        await using var world = await Open(kind, Yearly);
        world.Clock.Put(LastEvening);
        (await Made(world), await Made(world)).ShouldBe(("D-2026-001", "D-2026-002"));
        world.Clock.Put(NewYear);
        (await Made(world), await Made(world)).ShouldBe(("D-2027-001", "D-2027-002"));
        world.Clock.Put(LastEvening);
        (await Made(world)).ShouldBe("D-2026-003");
        world.Clock.Put(NewYear.AddYears(1));
        (await Made(world)).ShouldBe("D-2028-001");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_month_and_each_day_of_a_pattern_has_a_counter_of_its_own(string kind)
    {
        await using var world = await Open(kind, "{yy}{month}/{seq:00}", "{seq}-{day}");
        world.Clock.Put(new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
        (await Made(world), await Made(world)).ShouldBe(("2611/01", "2611/02"));
        (await Made(world, "act"), await Made(world, "act")).ShouldBe(("1-30", "2-30"));
        world.Clock.Put(new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));
        (await Made(world), await Made(world, "act")).ShouldBe(("2612/01", "1-01"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_entities_with_the_same_pattern_count_apart(string kind)
    {
        await using var world = await Open(kind, Yearly, Yearly);
        (await Made(world), await Made(world), await Made(world, "act"), await Made(world)).ShouldBe(
            ("D-2026-001", "D-2026-002", "D-2026-001", "D-2026-003"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refused_record_leaves_no_gap_and_a_deleted_one_keeps_its_number(string kind)
    {
        await using var world = await Open(kind, Yearly);
        await Made(world);
        (await world.Create(Clerk(world), "doc", ("name", "refused"))).ShouldBeInvalid()["name"].ShouldBe(["Not this one"]);
        (await Made(world)).ShouldBe("D-2026-002");
        await Delete(world, "D-2026-002");
        (await Made(world)).ShouldBe("D-2026-003");
        // The trash counts even for a counter that was lost.
        await Delete(world, "D-2026-003");
        await world.Run("delete from _sequence");
        (await Made(world)).ShouldBe("D-2026-004");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Gaps_are_not_filled_and_a_number_taken_by_hand_is_passed_over(string kind)
    {
        await using var world = await Open(kind, Yearly);
        await Taken(world, "D-2026-007");
        (await Made(world), await Made(world)).ShouldBe(("D-2026-008", "D-2026-009"));
        await Taken(world, "D-2026-010");
        await Taken(world, "D-2026-012");
        (await Made(world), await Made(world)).ShouldBe(("D-2026-013", "D-2026-014"));
        // What is not written as the pattern writes it takes nothing.
        string[] others = ["D-2026-15", "D-2025-015", "D-2026-015a", "d-2026-015", "D-2026-+15", "D-2026-", "015"];
        foreach (var other in others) await Taken(world, other);
        (await Made(world)).ShouldBe("D-2026-015");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_number_longer_than_its_zeros_is_written_whole(string kind)
    {
        await using var world = await Open(kind, Yearly);
        await Taken(world, "D-2026-999");
        (await Made(world), await Made(world)).ShouldBe(("D-2026-1000", "D-2026-1001"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_huge_number_given_by_hand_neither_overflows_the_counter_nor_moves_it(string kind)
    {
        await using var world = await Open(kind, Yearly);
        string[] byHand = [$"{long.MaxValue}", $"{long.MaxValue - 1}", $"{ulong.MaxValue}", new('9', 60), $"{NumberFormat.Bound}"];
        foreach (var huge in byHand)
            await Taken(world, $"D-2026-{huge}");
        (await Made(world), await Made(world)).ShouldBe(("D-2026-001", "D-2026-002"));
        await Taken(world, "D-2026-003");
        (await Made(world)).ShouldBe("D-2026-004");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_counter_stored_at_the_end_of_all_numbers_begins_after_the_records(string kind)
    {
        await using var world = await Open(kind, Yearly);
        (await Made(world), await Made(world)).ShouldBe(("D-2026-001", "D-2026-002"));
        await world.Run("update _sequence set value = @p0", long.MaxValue);
        (await Made(world), await Made(world)).ShouldBe(("D-2026-003", "D-2026-004"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task After_the_greatest_number_of_all_the_free_ones_are_given(string kind)
    {
        await using var world = await Open(kind, "{seq}");
        await Taken(world, $"{NumberFormat.Bound - 1}");
        await Taken(world, "2");
        (await Made(world)).ShouldBe($"{NumberFormat.Bound}");
        (await Made(world), await Made(world)).ShouldBe(("1", "3"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Text_and_dates_may_stand_after_the_sequence(string kind)
    {
        await using var world = await Open(kind, "№ {seq:00}/{month} от {year} г.");
        await Taken(world, "№ 41/11 от 2026 г.");
        await Taken(world, "№ 77/11 от 2026 г. (копия)");
        await Taken(world, "№ 88/10 от 2026 г.");
        (await Made(world), await Made(world)).ShouldBe(("№ 42/11 от 2026 г.", "№ 43/11 от 2026 г."));
    }

    [Theory]
    [InlineData(Databases.Sqlite, "📦{seq}📦")]
    [InlineData(Databases.Postgres, "📦{seq}📦")]
    [InlineData(Databases.Sqlite, "'%_\"{seq}\\")]
    [InlineData(Databases.Postgres, "'%_\"{seq}\\")]
    public async Task Any_characters_may_stand_around_the_sequence(string kind, string pattern)
    {
        await using var world = await Open(kind, pattern);
        await Taken(world, pattern.Replace("{seq}", "5", StringComparison.Ordinal));
        (await Made(world)).ShouldBe(pattern.Replace("{seq}", "6", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Simultaneous_records_get_different_numbers_without_gaps(string kind)
    {
        await using var world = await Open(kind, Yearly);
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Made(world))));
        numbers.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 8).Select(number => $"D-2026-00{number}"));
    }

    [Theory]
    [InlineData("A-{year}-{seq:000}", "A-2026-{seq:00000}", "thing 2026")]
    [InlineData("{month}{year}-{seq}", "112026-{seq}", "thing 11 2026")]
    [InlineData("{yy}{year}{seq}{day}", "262026{seq}05", "thing 26 2026 05")]
    [InlineData("{seq}", "{seq:0}", "thing")]
    [InlineData("A.{year}-{seq}", "AB2026-{seq}", null)]
    [InlineData("A-{year}-{seq}", "A-26-{seq}", null)]
    public void The_counter_of_an_earlier_version_is_found_by_its_dates(string pattern, string former, string? counter) =>
        NumberPattern.CounterOf("thing", pattern, former).ShouldBe(counter);

    private static Task<EngineWorld> Open(string kind, string pattern, string other = "{seq}") =>
        EngineWorld.Open(kind, [("roles/clerk.yaml", "role: clerk\ntitle: Clerk\n"), Entity("doc", pattern), Entity("act", other)]);

    private static (string, string) Entity(string key, string pattern) => ($"entities/{key}.yaml", $$"""
        entity: {{key}}
        number: '{{pattern.Replace("'", "''", StringComparison.Ordinal)}}'
        fields:
          name: { kind: text }
        require:
          "name is null or name <> 'refused'": Not this one
        access:
          clerk: { read: true, create: true, delete: true }
        """);

    private static Actor Clerk(EngineWorld world) => new(world.Solution, null, "Clerk", ["clerk"], new Dictionary<MePath, object?>());

    private static async Task<string> Made(EngineWorld world, string entity = "doc")
    {
        var id = EngineWorld.Id(await world.Create(Clerk(world), entity, ("name", "made")));
        var found = await world.Engine.Records.Find(Clerk(world), world.Solution.Entities[entity], id);
        return (string)found.ShouldNotBeNull().Record["number"]!;
    }

    /// <summary>A record whose number no counter gave: it was imported, or written by another program.</summary>
    private static async Task Taken(EngineWorld world, string number)
    {
        var id = EngineWorld.Id(await world.Create(Clerk(world), "act"));
        await world.Run("""
            insert into doc (number, created_at, updated_at, _version)
            select @p0, created_at, updated_at, _version from act where id = @p1
            """, number, id);
    }

    private static async Task Delete(EngineWorld world, string number)
    {
        var found = new Kabinet.Engine.Storage.Statement("select id from doc where number = @p0", number);
        var id = (long)(await world.Database.Read(connection => connection.Scalar(found, new(ValueKind.Reference))))!;
        var delete = new Command.Delete(world.Solution.Entities["doc"], null, id, null);
        EngineWorld.Id(await world.Engine.Commands.Execute(Clerk(world), delete));
    }
}
