namespace Kabinet.Tests.Solutions;

public class SeveralInFileTests
{
    private const string Order = """
        entity: order
        fields:
          title: { kind: text }
          clerk: { kind: ref, to: user }
        notice: [made, taken]
        """;

    private const string Two = """
        entity: order
        to: [clerk]
        notices:
          made: { title: Создан, text: "{title}" }
          taken:
            title: Взят
            to: ["role:clerk"]
            text: Взят
        """;

    private const string Clerk = "role: clerk\ntitle: Клерк\nservice: true\n";

    private static IReadOnlyList<string> Problems(string notices, params (string, string)[] more) =>
        TestSolutions.Problems([("entities/order.yaml", Order), ("roles/clerk.yaml", Clerk), ("notices/order.yaml", notices), .. more]);

    [Fact]
    public void A_file_holds_several_notices_and_what_stands_beside_them_holds_for_each()
    {
        var solution = TestSolutions.Link(("entities/order.yaml", Order), ("roles/clerk.yaml", Clerk), ("notices/order.yaml", Two));
        solution.Notices.Keys.ShouldBe(["made", "taken"]);
        solution.Notices.Values.Select(notice => notice.Definition.At.ToString())
            .ShouldBe(["notices/order.yaml:4", "notices/order.yaml:5"]);
        solution.Notices["made"].Definition.To.ShouldBe(["clerk"]);
        solution.Notices["taken"].Definition.To.ShouldBe(["role:clerk"]);
        solution.Entities["order"].Notices.ShouldBe([.. solution.Notices.Values]);
    }

    [Fact]
    public void Roles_may_stand_together_too()
    {
        var roles = TestSolutions.Link(("roles/bureau.yaml",
            "service: true\nroles:\n  clerk: { title: Клерк }\n  chief: { title: Начальник, includes: [clerk] }\n")).Roles;
        roles["chief"].Closure.ShouldBe(["chief", "clerk"], ignoreOrder: true);
        roles["clerk"].Definition.Service.ShouldBeTrue();
    }

    [Theory]
    [InlineData("title: Взят", "titel: Взят", "notices/order.yaml:6: Unknown key 'titel' (did you mean 'title'?)")]
    [InlineData("text: \"{title}\"", "text: \"{titel}\"", "notices/order.yaml:4: 'order' has no field 'titel' (did you mean 'title'?)")]
    [InlineData("entity: order", "entity: oder", "notices/order.yaml:1: There is no entity 'oder' (did you mean 'order'?)")]
    [InlineData("entity: order", "entity: [order]", "notices/order.yaml:1: A text is expected here, not a list")]
    [InlineData("entity: order", "entity: order\ncolor: red", "notices/order.yaml:2: Unknown key 'color'")]
    [InlineData("entity: order", "notice: order\nentity: order", "notices/order.yaml:1: Unknown key 'notice'")]
    [InlineData("    title: Взят", "    notice: taken\n    title: Взят", "notices/order.yaml:6: 'notice' is written twice")]
    [InlineData("notices:", "notcies:", "notices/order.yaml:3: Unknown key 'notcies' (did you mean 'notices'?)")]
    [InlineData("  taken:\n", "  made:\n", "entities/order.yaml:5: There is no notice 'taken'",
        "notices/order.yaml:5: 'made' is written twice, first in line 4")]
    public void What_is_wrong_is_told_at_its_line_and_once(string was, string became, params string[] problems) =>
        Problems(Two.Replace(was, became)).ShouldBe(problems);

    [Theory]
    [InlineData("entity: order\nnotices: [made, taken]\n", "notices/order.yaml:2: A map is expected here, not a list")]
    [InlineData("entity: order\nto: [clerk]\nnotices: { made: Создан, taken: { title: T, text: T } }\n",
        "notices/order.yaml:3: A map is expected here, not 'Создан'")]
    [InlineData("notices:\n  made: {\n", "notices/order.yaml:3: Not valid YAML: a value is expected")]
    public void What_cannot_be_read_causes_no_problem_elsewhere(string notices, string problem) => Problems(notices).ShouldBe([problem]);

    [Fact]
    public void A_key_given_in_two_files_is_told_with_both_places() =>
        Problems(Two, ("notices/taken.yaml", "notice: taken\nentity: order\ntitle: T\nto: [clerk]\ntext: T\n")).ShouldBe([
            "notices/taken.yaml:1: 'taken' is already defined in notices/order.yaml:5"]);
}
