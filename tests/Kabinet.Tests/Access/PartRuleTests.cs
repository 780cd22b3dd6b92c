using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Tests.Expressions;

namespace Kabinet.Tests.Access;

/// <summary>Rules over a line, seen from its request.</summary>
public class PartRuleTests
{
    [Theory]
    [InlineData("request.status = 'new'", "status = 'new'")]
    [InlineData("request.partner.level = 'gold'", "partner.level = 'gold'")]
    [InlineData("request = 7", "id = 7")]
    [InlineData("request.status = 'new' and quantity > 1", "status = 'new'")]
    [InlineData("quantity > 1 and request.status = 'new'", "status = 'new'")]
    [InlineData("request.status in ('new', 'work')", "status in ('new', 'work')")]
    [InlineData("request.manager is null", "manager is null")]
    [InlineData("not (request.status = 'done')", "not (status = 'done')")]
    [InlineData("not (request.status = 'done' and request.manager is null)", "not (status = 'done' and manager is null)")]
    public void What_the_owner_knows_is_asked_of_the_owner(string rule, string seen) => Seen(rule).ShouldBe(Bureau.Check(seen));

    [Theory]
    [InlineData("quantity > 1")]
    [InlineData("request.status = 'new' or quantity > 1")]
    [InlineData("not (request.status = 'done' and quantity > 1)")]
    [InlineData("not (request.manager is null or request.status = 'done' and quantity > 1)")]
    [InlineData("not (not (request.status = 'done' and quantity > 1))")]
    [InlineData("quantity in (1, 2)")]
    [InlineData("paid_on is null")]
    [InlineData("request.rooms = quantity")]
    public void What_only_the_part_knows_is_taken_to_hold(string rule) => Seen(rule).ShouldBe(Expression.True);

    [Fact]
    public void A_rule_of_another_reference_says_nothing_of_the_owner()
    {
        var rule = Check("request.status = 'new'");
        PartRule.SeenFromOwner(rule, Bureau.Entities["request"]["partner"]).ShouldBe(Expression.True);
    }

    [Fact]
    public void Nobody_may_stays_nobody_may() => PartRule.SeenFromOwner(Expression.False, Reference).ShouldBe(Expression.False);

    private static Kabinet.Engine.Model.Field Reference => Bureau.Entities["line"]["request"];

    private static Expression Seen(string rule) => PartRule.SeenFromOwner(Check(rule), Reference);

    private static Expression Check(string rule) => ExpressionChecker.Check(rule, Bureau.Entities["line"], Bureau.Context);
}
