using Kabinet.Engine.Blocks;

namespace Kabinet.Tests.Solutions;

public class MetricLinkingTests
{
    private static (string, string)[] With(string tile, string filters = "[owner, owner.desk, open]") =>
    [
        ("roles/clerk.yaml", "role: clerk\ntitle: Клерк\n"),
        ("entities/desk.yaml", "entity: desk\nfields:\n  title: { kind: text }\naccess: { clerk: { read: true } }\n"),
        ("entities/user.yaml", "entity: user\nextend: true\nfields:\n  desk: { kind: ref, to: desk }\naccess: { clerk: { read: true } }\n"),
        ("entities/task.yaml", """
            entity: task
            fields:
              title: { kind: text }
              owner: { kind: ref, to: user }
              open: { kind: yes_no }
              hours: { kind: number }
            access: { clerk: { read: true } }
            """),
        ("pages/tasks.yaml", $$"""
            page: tasks
            path: /tasks
            title: Дела
            roles: [clerk]
            blocks:
              - { block: grid, entity: task, columns: [title], filters: {{filters}} }
            """),
        ("pages/load.yaml", $$"""
            page: load
            path: /load
            title: Нагрузка
            roles: [clerk]
            blocks:
              - block: metrics
                tiles:
                  it: { title: Дела, entity: task, {{tile}} }
            """),
    ];

    [Theory, InlineData("owner"), InlineData("owner.desk"), InlineData("open"), InlineData("created_by")]
    public void A_metric_may_have_a_number_for_each_value_of_a_path(string by) =>
        TestSolutions.Link(With($"by: {by}")).Pages["load"].Blocks.OfType<MetricsBlock>().Single().Tiles.Single().By!.Text.ShouldBe(by);

    [Theory]
    [InlineData("by: title", "pages/load.yaml:8: 'title' is no choice, reference or yes-no, there is no tile for each of its values")]
    [InlineData("by: hours", "pages/load.yaml:8: 'hours' is no choice, reference or yes-no, there is no tile for each of its values")]
    [InlineData("by: id", "pages/load.yaml:8: 'id' is no choice, reference or yes-no, there is no tile for each of its values")]
    [InlineData("by: ownr", "pages/load.yaml:8: 'task' has no field 'ownr' (did you mean 'owner'?)")]
    [InlineData("by: title.desk", "pages/load.yaml:8: ")]
    public void What_has_no_values_to_count_by_is_told(string tile, string problem) =>
        TestSolutions.Problems(With(tile)).ShouldHaveSingleItem().ShouldStartWith(problem);

    [Fact]
    public void The_list_behind_it_can_narrow_itself_to_a_value()
    {
        TestSolutions.Problems(With("by: owner, link: /tasks")).ShouldBeEmpty();
        TestSolutions.Problems(With("by: owner, link: /tasks", "[open]")).ShouldHaveSingleItem()
            .ShouldBe("pages/load.yaml:8: The page 'tasks' has no list with the filter 'owner' (add 'owner' to the filters of the list)");
    }
}
