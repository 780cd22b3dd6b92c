namespace Kabinet.Tests.Solutions;

public class ConditionLinkingTests
{
    private const string Fields = "  clerk: { kind: ref, to: user }\n  note: { kind: text }\n  sum: { kind: money }\n";

    private static IReadOnlyList<string> Problems(string conditions, string more = "") => TestSolutions.Problems(
        ("entities/order.yaml", $"entity: order\nfields:\n{Fields}{more}is:\n{conditions}\n"),
        ("entities/line.yaml", "entity: line\nfields:\n  order: { kind: ref, to: order, inverse: lines }\nis:\n  theirs: order.open\n"));

    [Theory]
    [InlineData("  open: note is null\n  status: sum > 1",
        "entities/order.yaml:8: 'status' is a name of the platform, a condition cannot have it")]
    [InlineData("  open: note is null\n  is: sum > 1", "entities/order.yaml:8: 'is' is a name of the platform, a condition cannot have it")]
    [InlineData("  open: note is null\n  note: sum > 1",
        "entities/order.yaml:8: 'order' already has a field 'note': the condition needs another name")]
    [InlineData("  open: note is null\n  lines: sum > 1",
        "entities/order.yaml:8: 'order' already has the way back 'lines' of line.order: the condition needs another name")]
    [InlineData("  open: note is null\n  Big: sum > 1",
        "entities/order.yaml:8: 'Big' is not a key: small Latin letters, digits and _, a letter first, 41 at most")]
    [InlineData("  open: sum", "entities/order.yaml:7: Expected a yes or no, found a number: 'sum', character 1")]
    [InlineData("  open: sum >", "entities/order.yaml:7: The expression ends too early: 'sum >', character 6")]
    [InlineData("  open: smu > 1", "entities/order.yaml:7: order has no field “smu”: 'smu > 1', character 1 (did you mean 'sum'?)")]
    [InlineData("  open: note is null\n  late: oepn",
        "entities/order.yaml:8: order has no field “oepn”: 'oepn', character 1 (did you mean 'open'?)")]
    [InlineData("  open: note is null\n  open: sum > 1", "entities/order.yaml:8: 'open' is written twice, first in line 7")]
    [InlineData("  open: \"note is null and @input.x\"",
        "entities/order.yaml:7: There is no input “x” here: 'note is null and @input.x', character 25")]
    [InlineData("  open: open or sum > 1", "entities/order.yaml:7: Condition 'open' is defined by itself: order.open → order.open")]
    public void What_is_wrong_with_a_condition_is_told_at_its_place_and_nowhere_else(string conditions, string problem) =>
        Problems(conditions).ShouldBe([problem]);

    [Fact]
    public void A_circle_of_conditions_is_told_at_each_of_them_and_not_at_those_that_lead_to_it() =>
        Problems("  open: shut\n  shut: exists(lines where theirs)\n  other: not open").ShouldBe([
            "entities/line.yaml:5: Condition 'theirs' is defined by itself: line.theirs → order.open → order.shut → line.theirs",
            "entities/order.yaml:7: Condition 'open' is defined by itself: order.open → order.shut → line.theirs → order.open",
            "entities/order.yaml:8: Condition 'shut' is defined by itself: order.shut → line.theirs → order.open → order.shut"]);

    [Fact]
    public void A_circle_through_what_is_computed_is_told_at_the_field() =>
        Problems("  open: not shut", "  shut: { kind: yes_no, computed: not open }\n").ShouldBe([
            "entities/order.yaml:6: 'shut' is computed from itself: shut → shut"]);

    [Fact]
    public void An_entity_of_the_platform_gets_conditions_too()
    {
        const string user = "entity: user\nextend: true\n";
        TestSolutions.Problems(
            ("entities/user.yaml", $"{user}is:\n  ready: active\nrequire:\n  \"ready or phone is not null\": Нужна связь\n"))
            .ShouldBeEmpty();
        TestSolutions.Problems(("entities/user.yaml", $"{user}is:\n  login: active\n")).ShouldBe([
            "entities/user.yaml:4: 'user' already has a field 'login': the condition needs another name"]);
    }

    [Fact]
    public void A_condition_is_no_column() =>
        Problems("  open: note is null", "label: open\n").ShouldBe([
            "entities/order.yaml:6: 'order' has no field 'open' ('open' is a condition under is: it is asked in expressions, not shown)"]);

    [Fact]
    public void A_condition_that_cannot_be_read_causes_no_problem_besides_its_own() =>
        Problems("  open: [x]").ShouldBe(["entities/order.yaml:7: A text is expected here, not a list"]);
}
