
namespace Kabinet.Tests.Solutions;

public class AudienceTests
{
    private static (string, string)[] World(string shared, string own) =>
    [
        ("roles/bureau.yaml", "service: true\nroles:\n  clerk: { title: Клерк }\n  chief: { title: Начальник }\n"),
        ("entities/order.yaml", $$"""
            entity: order
            fields:
              title: { kind: text }
            lifecycle:
              {{shared}}
              states: { new: { title: Новый }, done: { title: Готов, final: true } }
              transitions:
                note: { title: Отметить, from: [new], to: same, by: [clerk] }
                finish: { title: Закончить, from: [new], to: done, by: [clerk], {{own}} }
            """),
    ];

    /// <summary>Who hears of either transition.</summary>
    private static string[] Heard(string shared, string own)
    {
        var transitions = TestSolutions.Link(World(shared, own)).Entities["order"].Lifecycle!.Transitions;
        return [.. transitions.Values.Select(transition => transition.Audience is { } audience ? string.Join(',', audience) : "all")];
    }

    [Fact]
    public void A_transition_without_an_audience_has_that_of_its_lifecycle()
    {
        Heard("audience: [clerk]", "audience: [chief]").ShouldBe(["clerk", "chief"]);
        Heard("audience: [clerk]", "bulk: true").ShouldBe(["clerk", "clerk"]);
        Heard("initial: new", "audience: [chief]").ShouldBe(["all", "chief"]);
    }

    [Fact]
    public void Everyone_who_sees_the_record_is_said_by_a_word() =>
        Heard("audience: [clerk]", "audience: everyone").ShouldBe(["clerk", "all"]);

    [Theory]
    [InlineData("audience: [clrk]", "bulk: true", "entities/order.yaml:5: There is no role 'clrk' (did you mean 'clerk'?)")]
    [InlineData("audience: [clerk]", "audience: [clerk, everyone]",
        "entities/order.yaml:9: 'everyone' is everyone who sees the record: no roles stand beside it (did you mean 'audience: everyone'?)")]
    public void A_wrong_audience_is_told_once_at_its_place(string shared, string own, string problem) =>
        TestSolutions.Problems(World(shared, own)).ShouldBe([problem]);

    [Fact]
    public void No_role_has_the_name_of_everyone() =>
        TestSolutions.Problems(("roles/everyone.yaml", "role: everyone\ntitle: Все\nservice: true\n")).ShouldHaveSingleItem()
            .ShouldStartWith("roles/everyone.yaml:1: 'everyone' is everyone who sees the record in an audience");
}
