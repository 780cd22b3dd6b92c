using Kabinet.Engine.Model;

namespace Kabinet.Tests.Model;

public class LikeFieldTests
{
    [Fact]
    public void A_field_like_another_has_its_kind_choices_bounds_and_texts()
    {
        var solution = Link("sort: { like: claim.sort }\n  amount: { like: claim.amount, title: Here, min: 5 }");
        var (sort, amount) = (solution.Entities["order"]["sort"], solution.Entities["order"]["amount"]);
        (sort.Kind.Name, string.Join(',', sort.Choices.Keys), sort.Title.In("en")).ShouldBe(("choice", "linen,carpet", "Sort"));
        (amount.Definition.Min, amount.Definition.Max, amount.Title.In("en"), amount.Definition.Required)
            .ShouldBe((5m, 90m, "Here", false));
    }

    [Fact]
    public void A_field_may_be_like_one_that_is_like_another_and_like_one_of_its_own_entity() =>
        Link("first: { like: second }\n  second: { like: claim.sort }").Entities["order"]["first"].Choices.Keys
            .ShouldBe(["linen", "carpet"]);

    [Fact]
    public void An_input_of_a_transition_may_be_like_a_field()
    {
        var solution = Link("name: { kind: text }", """
            lifecycle:
              states: { open: { title: Open }, done: { title: Done, final: true } }
              transitions:
                close:
                  title: Close
                  from: [open]
                  to: done
                  by: [clerk]
                  ask: { why: { input: { like: claim.sort } } }
            """);
        solution.Entities["order"].Lifecycle!.Transitions["close"].Asks.ShouldHaveSingleItem().Field.Choices.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("sort: { like: claims.sort }", "There is no entity 'claims' (did you mean 'claim'?)")]
    [InlineData("sort: { like: claim.sorts }", "'claim' has no field 'sorts' (did you mean 'sort'?)")]
    [InlineData("sort: { like: sort }", "'sort' goes in a circle: like points to itself")]
    [InlineData("sort: { title: Sort }", "'kind' is missing")]
    public void What_a_field_cannot_be_like_is_told_once_at_its_place(string field, string problem) =>
        TestSolutions.Problems(Files(field)).ShouldHaveSingleItem().ShouldContain(problem);

    private static Solution Link(string fields, string rest = "") => TestSolutions.Link(Files(fields, rest));

    private static (string, string)[] Files(string fields, string rest = "") =>
    [
        ("roles/clerk.yaml", "role: clerk\ntitle: Clerk\n"),
        ("entities/claim.yaml", """
            entity: claim
            fields:
              sort: { kind: choice, title: Sort, choices: { linen: Linen, carpet: Carpet } }
              amount: { kind: number, title: Amount, min: 1, max: 90, required: true }
            """),
        ("entities/order.yaml", $"entity: order\nfields:\n  {fields}\n{rest}\naccess:\n  clerk: {{ read: true }}\n"),
    ];
}
