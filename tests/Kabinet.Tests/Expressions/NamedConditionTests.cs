using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Tests.Expressions;

public sealed class NamedConditionTests
{
    private const string User = "entity: user\nextend: true\nfields:\n  firm: { kind: text }\nis:\n  partnered: firm is not null\n";

    private const string Order = """
        entity: order
        fields:
          state: { kind: choice, choices: { new: New, work: Work, done: Done } }
          clerk: { kind: ref, to: user, inverse: orders }
          firm: { kind: text }
          cost: { kind: money }
          late: { kind: yes_no, computed: "open and cost > 5" }
        is:
          open: state <> 'done'
          mine: clerk = @me and open
          either: state = 'new' or clerk = @me
          costly: open and cost > 100
          ours: firm = @me.firm
          lined: exists(lines where price > outer.cost)
          told: clerk.partnered
        """;

    private const string Line = """
        entity: line
        fields:
          order: { kind: ref, to: order, inverse: lines }
          price: { kind: money }
          cost: { kind: money }
        is:
          small: price < 10
        """;

    private static readonly Solution Shop = TestSolutions.Link(("entities/user.yaml", User), ("entities/order.yaml", Order),
        ("entities/line.yaml", Line));

    private static readonly ExpressionContext Author = new() { Entities = Shop.Entities, Zone = Shop.Zone, Expected = DataType.YesNo };

    /// <summary>Reads every row and every column but the cost of an order.</summary>
    private static readonly ExpressionContext Reader = Author with
    {
        MayRead = (entity, field) => (entity.Key, field.Key) != ("order", "cost"),
        RuleOfStep = reference => reference.To!.Key == "order" ? Check("state = 'work'", "order", Author) : Expression.True,
        RuleOfCollection = _ => Expression.True,
    };

    private static Expression Check(string text, string entity, ExpressionContext context) =>
        ExpressionChecker.Check(text, Shop.Entities[entity], context);

    [Theory]
    [InlineData("order", "open", "state <> 'done'")]
    [InlineData("order", "not open", "not state <> 'done'")]
    [InlineData("order", "mine or cost > 1", "(clerk = @me and state <> 'done') or cost > 1")]
    [InlineData("line", "order.open", "order.state <> 'done'")]
    [InlineData("line", "price > 1 and order.mine", "price > 1 and (order.clerk = @me and order.state <> 'done')")]
    [InlineData("line", "order.lined", "exists(order.lines where price > outer.order.cost)")]
    [InlineData("line", "order.told", "order.clerk.firm is not null")]
    [InlineData("order", "count(lines where small) > 1", "count(lines where price < 10) > 1")]
    [InlineData("order", "exists(lines where open)", "exists(lines where outer.state <> 'done')")]
    [InlineData("order", "exists(lines where outer.costly)", "exists(lines where outer.state <> 'done' and outer.cost > 100)")]
    [InlineData("order", "exists(lines where order.open)", "exists(lines where order.state <> 'done')")]
    [InlineData("user", "exists(orders where exists(lines where small and open))",
        "exists(orders where exists(lines where price < 10 and outer.state <> 'done'))")]
    public void A_name_stands_for_its_condition_written_out(string entity, string named, string written) =>
        Check(named, entity, Author).ShouldBe(Check(written, entity, Author));

    [Fact]
    public void What_is_computed_may_use_a_name() =>
        Shop.Entities["order"]["late"].Computed.ShouldBe(Check("state <> 'done' and cost > 5", "order", Author));

    [Theory]
    [InlineData("order", "costly", "costlt")]
    [InlineData("order", "open and costly", "open and costlt")]
    [InlineData("line", "order.costly", "order.costlt")]
    [InlineData("user", "exists(orders where costly)", "exists(orders where costlt)")]
    [InlineData("order", "lined", "linet")]
    [InlineData("order", "ours", "ourt")]
    public void A_condition_over_what_its_reader_may_not_ask_is_as_unknown_as_a_name_that_is_not_there(string entity, string closed,
        string missing)
    {
        var hidden = Should.Throw<ExpressionException>(() => Check(closed, entity, Reader));
        var unknown = Should.Throw<ExpressionException>(() => Check(missing, entity, Reader));

        (hidden.Reason.Key, hidden.Position, hidden.Suggestion).ShouldBe((unknown.Reason.Key, unknown.Position, unknown.Suggestion));
        hidden.Reason.Arguments[0].ShouldBe(unknown.Reason.Arguments[0]);
        new[] { "costly", "lined", "ours" }.ShouldNotContain(unknown.Suggestion);
    }

    [Fact]
    public void A_reader_uses_a_condition_over_what_he_may_ask_under_his_own_rules()
    {
        Check("mine", "order", Reader).ShouldBe(Check("clerk = @me and state <> 'done'", "order", Reader));
        Check("order.open", "line", Reader).ShouldBe(Check("order.state <> 'done'", "line", Reader));
        Check("order.open", "line", Reader).ShouldNotBe(Check("order.open", "line", Author));
        Should.Throw<ExpressionException>(() => Check("opne", "order", Reader)).Suggestion.ShouldBe("open");
    }

    [Fact]
    public void The_parts_of_a_condition_count_in_the_expression_of_a_reader()
    {
        Check(string.Join(" and ", Enumerable.Repeat("state <> 'done'", 50)), "order", Reader);
        Check(string.Join(" and ", Enumerable.Repeat("open", 35)), "order", Reader);
        var many = string.Join(" and ", Enumerable.Repeat("open", 60));
        Should.Throw<ExpressionException>(() => Check(many, "order", Reader)).Reason.Key.ShouldBe("expression.too_large");
    }

    [Theory]
    [InlineData("order", "open", "state <> 'done'")]
    [InlineData("order", "cost > 1 and open or mine", "cost > 1 and state <> 'done' or clerk = @me and state <> 'done'")]
    [InlineData("order", "cost > 1 and either", "cost > 1 and (state = 'new' or clerk = @me)")]
    [InlineData("order", "not mine", "not (clerk = @me and state <> 'done')")]
    [InlineData("order", "either  or cost > 1", "state = 'new' or clerk = @me  or cost > 1")]
    [InlineData("order", "open = true", "(state <> 'done') = true")]
    [InlineData("line", "order.costly or order.told", "order.state <> 'done' and order.cost > 100 or order.clerk.firm is not null")]
    [InlineData("line", "order.lined", "exists(order.lines where price > outer.order.cost)")]
    [InlineData("order", "exists(lines where small and open)", "exists(lines where price < 10 and outer.state <> 'done')")]
    [InlineData("order", "yes", "yes")]
    public void People_read_a_rule_with_its_names_written_out(string entity, string rule, string written)
    {
        var shown = new WrittenOut(Author).Of(rule, Shop.Entities[entity]);

        shown.ShouldBe(written);
        Check(shown, entity, Author).ShouldBe(Check(rule, entity, Author));
    }

    [Fact]
    public void Indexes_follow_from_a_name_as_from_its_condition_written_out()
    {
        string[] IndexesOf(string read)
        {
            var page = $"page: orders\npath: /orders\ntitle: T\nroles: [clerk]\nblocks:\n  - {{ block: grid, entity: order, columns: "
                + $"[cost], where: {read} }}\n";
            var solution = TestSolutions.Link(("roles/clerk.yaml", "role: clerk\ntitle: C\n"), ("entities/user.yaml", User),
                ("entities/line.yaml", Line), ("entities/order.yaml", $"{Order}\naccess:\n  clerk: {{ read: {read} }}\n"),
                    ("pages/orders.yaml", page));
            return [.. DerivedIndexes.Of(solution)["order"].Select(index => string.Join(',', index.Columns))];
        }

        IndexesOf("mine").ShouldBe(IndexesOf("clerk = @me and state <> 'done'"));
        IndexesOf("mine").ShouldNotBe(IndexesOf("open"));
    }
}
