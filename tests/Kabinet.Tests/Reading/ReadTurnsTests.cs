using Kabinet.Engine.Expressions;
using Kabinet.Engine.Reading;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Reading;

/// <summary>Who may ask how much of the database at once, and for how long.</summary>
public sealed class ReadTurnsTests
{
    private static readonly QueryWeight Light = new(1, IsTyped: false), Typed = new(1, IsTyped: true), Heavy = new(500, IsTyped: true);

    [Fact]
    public async Task One_person_has_few_heavy_queries_at_once_a_few_more_wait_and_the_others_are_refused()
    {
        await using var world = await WorkshopWorld.Open(Databases.Sqlite);
        var turns = new ReadTurns(new() { HeavyAtOnce = 2, HeavyTogether = 8 });
        var (held, begun) = (new TaskCompletionSource<int>(), 0);
        var asked = Enumerable.Range(0, 60).Select(_ => Ask(turns, world, Heavy, () => { begun++; return held.Task; })).ToArray();
        begun.ShouldBe(2);
        asked.Count(task => task.IsFaulted && task.Exception!.InnerException is QueryBusyException).ShouldBe(52);
        (await Ask(turns, world, Light, () => Task.FromResult(7))).ShouldBe(7);
        (await Ask(turns, world, Typed, () => Task.FromResult(8))).ShouldBe(8);
        held.SetResult(1);
        (await Task.WhenAll(asked.Where(task => !task.IsFaulted))).Length.ShouldBe(8);
        (await Ask(turns, world, Heavy, () => Task.FromResult(9))).ShouldBe(9);
    }

    [Fact]
    public async Task Typed_queries_of_one_person_wait_for_each_other_and_not_for_those_of_another()
    {
        await using var world = await WorkshopWorld.Open(Databases.Sqlite);
        var turns = new ReadTurns(new() { AtOnce = 1 });
        var held = new TaskCompletionSource<int>();
        var first = Ask(turns, world, Typed, () => held.Task);
        var second = Ask(turns, world, Typed, () => Task.FromResult(2));
        second.IsCompleted.ShouldBeFalse();
        (await turns.Run<int>(world.Bruno, Typed, _ => new(3), default)).ShouldBe(3);
        held.SetResult(1);
        (await first, await second).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Heavy_queries_of_everybody_wait_for_each_other_and_nobody_waits_for_ever()
    {
        await using var world = await WorkshopWorld.Open(Databases.Sqlite);
        var turns = new ReadTurns(new() { HeavyTogether = 1, Seconds = 1 });
        var held = new TaskCompletionSource<int>();
        var first = Ask(turns, world, Heavy, () => held.Task);
        await Should.ThrowAsync<QueryBusyException>(async () => await turns.Run<int>(world.Bruno, Heavy, _ => new(2), default));
        held.SetResult(1);
        (await first).ShouldBe(1);
        (await turns.Run<int>(world.Bruno, Heavy, _ => new(3), default)).ShouldBe(3);
    }

    [Fact]
    public async Task What_takes_too_long_is_stopped_and_what_its_reader_left_is_left()
    {
        await using var world = await WorkshopWorld.Open(Databases.Sqlite);
        var turns = new ReadTurns(new() { Seconds = 1 });
        static async ValueTask<int> Endless(CancellationToken stop)
        {
            await Task.Delay(Timeout.Infinite, stop);
            return 0;
        }
        (await Should.ThrowAsync<QueryException>(async () => await turns.Run(world.Clara, Light, Endless, default)))
            .Reason.Key.ShouldBe("query.too_slow");
        using var left = new CancellationTokenSource();
        var reading = turns.Run(world.Clara, Heavy, Endless, left.Token).AsTask();
        await left.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reading);
    }

    [Fact]
    public async Task A_query_that_costs_too_much_is_not_begun()
    {
        await using var world = await WorkshopWorld.Open(Databases.Sqlite);
        var turns = new ReadTurns(new() { Cost = 100 });
        (await Should.ThrowAsync<QueryException>(async () => await Ask(turns, world, new(101, IsTyped: false),
            () => throw new InvalidOperationException("begun")))).Reason.Key.ShouldBe("query.too_costly");
    }

    [Fact]
    public void Nested_collections_multiply_the_cost_and_neighbours_add_to_it()
    {
        var collection = Workshop.Linked.Entities["order"].Collections.Values.First();
        Expression Counted(Expression? where) => new Aggregate(DataType.Whole, Aggregation.Count, [], collection, null, where);
        static Expression Some(Expression count) => new Binary(DataType.YesNo, Operator.Greater, count, new Constant(DataType.Whole, 0L));
        var flat = ExpressionCost.Of(Counted(null));
        var nested = ExpressionCost.Of(Counted(Some(Counted(Some(Counted(null))))));
        ExpressionCost.Of(Expression.And(Some(Counted(null)), Some(Counted(null)))).ShouldBeLessThan(flat * 3);
        nested.ShouldBeGreaterThan(flat * 100);
        var deep = Counted(null);
        for (var depth = 0; depth < 200; depth++) deep = Counted(Some(deep));
        ExpressionCost.Of(deep).ShouldBeGreaterThan(new ReadLimits().Cost);
    }

    private static Task<int> Ask(ReadTurns turns, WorkshopWorld world, QueryWeight weight, Func<Task<int>> read) =>
        turns.Run(world.Clara, weight, _ => new ValueTask<int>(read()), default).AsTask();
}
