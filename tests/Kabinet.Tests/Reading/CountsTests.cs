using Kabinet.Engine.Expressions;
using Kabinet.Engine.Reading;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Reading;

public sealed class CountsTests
{
    private static readonly string[] Conditions =
    [
        "status <> 'draft'", "status not in ('draft', 'making')",
            "not (status in ('draft', 'new', 'making', 'waiting', 'ready', 'paused'))", "status <> 'ready' and subject = 'Table'",
        "status <> 'new' or note is null", "not (status = 'draft' or subject = 'Chair')", "status in ('new', 'making')",
            "not (status <> 'draft')",
    ];

    /// <summary>A count says left-out states by those that remain, which a list does not.</summary>
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_count_counts_what_the_list_lists(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        await world.Draft();
        await world.Draft(subject: "Chair");
        await world.Submitted();
        await world.Given();
        var queries = Conditions.Select(text =>
            new RecordQuery { Entity = world.Order, Columns = [],
            Where = ExpressionChecker.Check(text, world.Order,
            new() { Entities = world.Solution.Entities, Zone = world.Solution.Zone, Expected = DataType.YesNo }) }).ToArray();

        var counts = await world.Records.Counts(world.Clara, [.. queries.Select(query => new CountQuery(query, 100))]);

        foreach (var (text, query, count) in Conditions.Zip(queries, counts))
            count.ShouldBe((await world.Records.List(world.Clara, query)).Records.Count, text);
        counts.ShouldContain(0);
        counts.ShouldContain(4 - 2);
    }
}
