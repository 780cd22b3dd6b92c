using Kabinet.Engine.Demo;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Tests.Demo;

public sealed class DemoLoaderTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_demo_has_records_in_every_state_told_in_the_order_of_time(string kind)
    {
        await using var world = await DemoWorld.Open(kind, "replanning");
        var request = world.Solution.Entities["request"];

        var page = await world.Engine.Records.List(await world.As("head"), new()
        {
            Entity = request, Columns = [Path(request, "status"), Path(request, "created_at"), Path(request, "number")],
                Sort = [new(Path(request, "number"), false)], Limit = 100,
        });

        page.Records.Count.ShouldBe(60);
        page.Records.Select(record => record["status"]).Distinct().Count().ShouldBe(request.Lifecycle!.States.Count);
        page.Records.Select(record => (DateTime)record["created_at"]!).ShouldBeInOrder();
        page.Records.ShouldAllBe(record => (DateTime)record["created_at"]! < DemoWorld.Start.UtcDateTime);
    }

    [Fact]
    public async Task The_past_of_the_demo_becomes_no_letters_and_opens_no_sessions()
    {
        await using var world = await DemoWorld.Open(Databases.Sqlite, "replanning");
        var letters = await CountOf(world, "_mail");

        await world.Engine.Worker.RunDue();

        (await CountOf(world, "_notice")).ShouldBeGreaterThan(100);
        (await CountOf(world, "_mail")).ShouldBe(letters);
        (await CountOf(world, "_session")).ShouldBe(0);
    }

    private static async Task<long> CountOf(DemoWorld world, string table)
    {
        var statement = new Kabinet.Engine.Storage.Statement($"select count(*) from {table}");
        return (long)(await world.Engine.Database.Read(connection => connection.Scalar(statement, DataType.Whole)))!;
    }

    [Fact]
    public async Task A_second_telling_does_nothing()
    {
        await using var world = await DemoWorld.Open(Databases.Sqlite, "replanning");

        (await DemoLoader.Load(world.Engine, world.Clock, DemoWorld.Folder("replanning"))).ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_seed_tells_the_same_demo()
    {
        var first = await Everything();

        (await Everything()).ShouldBe(first);
    }

    private static async Task<List<string>> Everything()
    {
        await using var world = await DemoWorld.Open(Databases.Sqlite, "replanning");
        var head = await world.As("head");
        var seen = new List<string>();
        foreach (var entity in world.Solution.Entities.Values.Where(entity =>
            entity.Key is not (CoreEntities.File or CoreEntities.Membership)))
        {
            var page = await world.Engine.Records.List(head,
                new() { Entity = entity, Columns = [.. entity.Fields.Select(field => new FieldPath([], field))], Limit = 500 });
            seen.AddRange(page.Records.Select(record => $"{entity.Key} {record.Id}: {string.Join('|', record.Values)}"));
        }
        return seen;
    }

    private static FieldPath Path(Entity entity, string field) => new([], entity[field]);
}
