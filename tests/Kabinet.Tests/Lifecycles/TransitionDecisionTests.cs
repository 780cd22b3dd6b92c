using Kabinet.Engine.Lifecycles;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Lifecycles;

public class TransitionDecisionTests
{
    private static readonly Lifecycle Life = Workshop.Linked.Entities["order"].Lifecycle!;

    [Fact]
    public void A_permitted_transition_with_its_requirements_met_is_taken() =>
        Refuse("submit", new("draft", 1, true, true, [true, true])).ShouldBeNull();

    [Fact]
    public void A_wrong_state_is_a_conflict_only_for_whom_the_transition_is()
    {
        Refuse("submit", new("ready", 7, false, true, [true, true])).ShouldBeOfType<Outcome.Conflict>().Version.ShouldBe(7);
        Refuse("submit", new("ready", 7, false, false, [true, true])).ShouldBeOfType<Outcome.NotFound>();
    }

    [Fact]
    public void Requirements_are_not_told_to_whoever_may_not_take_it() =>
        Refuse("submit", new("draft", 1, false, true, [false, false])).ShouldBeOfType<Outcome.NotFound>();

    [Theory]
    [InlineData("submit", "draft", null, "new")]
    [InlineData("resume", "paused", "making", "making")]
    [InlineData("resume", "paused", null, "paused")]
    [InlineData("resume", "paused", "removed", "paused")]
    [InlineData("remind", "making", "new", "making")]
    public void It_leads_where_its_target_says(string transition, string status, string? previous, string leads) =>
        TransitionDecision.Destination(Life, Life.Transitions[transition], (status, previous), []).Key.ShouldBe(leads);

    [Theory]
    [InlineData(true, true, "ready")]
    [InlineData(false, true, "waiting")]
    [InlineData(false, false, "making")]
    public void The_first_condition_that_holds_leads_and_none_stays(bool first, bool second, string leads) =>
        TransitionDecision.Destination(Life, Life.Transitions["pay"], ("making", "new"), [first, second]).Key.ShouldBe(leads);

    [Fact]
    public void What_is_asked_is_accepted_by_its_kind_and_everything_wrong_is_told()
    {
        var refusals = new Refusals();
        AskedValues.Accept(Life.Transitions["pay"], new Dictionary<string, object?> { ["amount"] = "1 250,5" }, null, _ => default,
            refusals).Values["amount"].ShouldBe(1250.5m);
        refusals.Any.ShouldBeFalse();
        AskedValues.Accept(Life.Transitions["pay"], new Dictionary<string, object?> { ["amount"] = "0", ["status"] = "ready" },
            new string('x', 10_001), _ => default, refusals);
        refusals.ToOutcome().ShouldBeInvalid().Keys.ShouldBe(["amount", "status", "comment"], ignoreOrder: true);
    }

    private static Outcome? Refuse(string transition, TransitionFacts facts) =>
        TransitionDecision.Refuse(Life, Life.Transitions[transition], facts, new());
}
