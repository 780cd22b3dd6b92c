using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Writing;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Storage.Writing;

public class RemainingStatesTests
{
    [Fact]
    public void A_state_left_out_is_said_by_those_that_remain()
    {
        var states = Workshop.Linked.Entities["order"].Lifecycle!.States.Keys.ToArray();
        Of($"status <> '{states[0]}'").ShouldBe(Check($"status in ({Listed(states[1..])})"));
        Of($"not (status in ({Listed(states[..2])}))").ShouldBe(Check($"status in ({Listed(states[2..])})"));
    }

    [Fact]
    public void It_is_said_so_on_both_sides_of_and_and_or()
    {
        var states = Workshop.Linked.Entities["order"].Lifecycle!.States.Keys.ToArray();
        foreach (var between in new[] { "and", "or" })
            Of($"status <> '{states[0]}' {between} subject = 'a'")
                .ShouldBe(Check($"status in ({Listed(states[1..])}) {between} subject = 'a'"));
    }

    [Fact]
    public void Where_no_state_remains_nothing_is_found()
    {
        var states = Workshop.Linked.Entities["order"].Lifecycle!.States.Keys;
        Of($"not (status in ({Listed(states)}))").ShouldBe(Expression.False);
    }

    [Theory]
    [InlineData("status = 'new'")]
    [InlineData("subject <> 'new'")]
    [InlineData("not (subject in ('new'))")]
    [InlineData("not (status <> 'new' and subject = 'a')")]
    public void Other_conditions_stay_as_they_are(string text) => Of(text).ShouldBe(Check(text));

    private static string Listed(IEnumerable<string> states) => string.Join(", ", states.Select(state => $"'{state}'"));

    private static Expression Of(string text) => RemainingStates.In(Check(text));

    private static Expression Check(string text) =>
        ExpressionChecker.Check(text, Workshop.Linked.Entities["order"],
            new() { Entities = Workshop.Linked.Entities, Zone = Workshop.Linked.Zone });
}
