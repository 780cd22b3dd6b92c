using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Postgres;
using Kabinet.Engine.Storage.Sqlite;
using Kabinet.Engine.Storage.Writing;
using Kabinet.Tests.Expressions;

namespace Kabinet.Tests.Storage.Writing;

public sealed class ExpressionTextTests
{
    [Theory]
    [InlineData("manager = @me", "r.\"manager\" = @p0")]
    [InlineData("partner = @me.partner or manager = @me", "(r.\"partner\" = @p0 or r.\"manager\" = @p1)")]
    [InlineData("partner = @me.partner and status in ('new', 'work')", "r.\"partner\" = @p0 and r.\"status\" in ('new', 'work')")]
    [InlineData("partner.id = @me.partner", "r.\"partner\" = @p0")]
    [InlineData("already_done", "r.\"already_done\"")]
    [InlineData("not already_done", "(r.\"already_done\") is not true")]
    [InlineData("address = 'ул. Лесная'' or 1 = 1'", "r.\"address\" = @p0")]
    [InlineData("id <> 5", "r.\"id\" <> 5")]
    [InlineData("not (id in (1, 2))", "r.\"id\" <> 1 and r.\"id\" <> 2")]
    [InlineData("id = 7 or id not in (1, 2)", "(r.\"id\" = 7 or r.\"id\" <> 1 and r.\"id\" <> 2)")]
    [InlineData("id not in (1, 2, 3, 4, 5, 6, 7, 8, 9)", "not (r.\"id\" in (1, 2, 3, 4, 5, 6, 7, 8, 9))")]
    [InlineData("not (manager = @me and status = 'new')", "((r.\"manager\" = @p0) is not true or (r.\"status\" = 'new') is not true)")]
    [InlineData("price > 100.0000", "r.\"price\" > 10000")]
    [InlineData("id = 1 or id = 2 or id = 3", "(r.\"id\" = 1 or r.\"id\" = 2 or r.\"id\" = 3)")]
    [InlineData("exists(lines where quantity > 1)",
        "exists (select 1 from \"line\" j1 where j1.\"request\" = r.\"id\" and j1.\"_deleted_at\" is null and j1.\"quantity\" > 1)")]
    [InlineData("exists(partner.people where id = @me)",
        "exists (select 1 from \"user\" j1 where j1.\"partner\" = r.\"partner\" and j1.\"_deleted_at\" is null and j1.\"id\" = @p0)")]
    [InlineData("exists(files where group = 'work')",
        "exists (select 1 from \"file\" j1 where j1.\"entity\" = 'request' and j1.\"record\" = r.\"id\" and j1.\"_deleted_at\" is null "
        + "and j1.\"group\" = @p0)")]
    public void A_rule_stays_as_plain_as_an_index_wants_it(string text, string sql) =>
        Condition(SqliteDialect.Instance, text).ShouldBe((sql, ""));

    [Theory]
    [InlineData("manager = @me", "r.\"manager\" = @p0")]
    [InlineData("status in ('new', 'work')", "r.\"status\" in ('new', 'work')")]
    [InlineData("price > 100.5", "r.\"price\" > (100.5)")]
    [InlineData("status_since < @now - 2d", "r.\"status_since\" < (@p0 - interval '172800 seconds')")]
    public void A_rule_stays_plain_on_postgresql(string text, string sql) => Condition(PostgresDialect.Instance, text).ShouldBe((sql, ""));

    [Fact]
    public void One_reference_is_joined_once() =>
        Condition(SqliteDialect.Instance, "partner.discount > 0 and partner.manager.name = partner.title").ShouldBe((
            "j1.\"discount\" > 0 and j2.\"name\" = j1.\"title\"",
            " left join \"partner\" j1 on j1.\"id\" = r.\"partner\" left join \"user\" j2 on j2.\"id\" = j1.\"manager\""));

    [Fact]
    public void A_readers_step_is_joined_under_his_rule() =>
        Condition(SqliteDialect.Instance, "partner.title = 'Альфа'", Bureau.Reader).ShouldBe((
            "j1.\"title\" = @p0",
            " left join \"partner\" j1 on j1.\"id\" = r.\"partner\" and j1.\"_deleted_at\" is null and j1.\"id\" = 7"));

    [Fact]
    public void A_rule_that_walks_itself_is_judged_without_joins_of_its_own()
    {
        var rule = ExpressionChecker.Check("manager.partner = @me.partner", Bureau.Entities["partner"], Bureau.Context);
        Condition(SqliteDialect.Instance, "partner.title = 'Альфа'", Bureau.Reader with { RuleOfStep = _ => rule }).ShouldBe((
            "j1.\"title\" = @p1",
            " left join \"partner\" j1 on j1.\"id\" = r.\"partner\" and j1.\"_deleted_at\" is null and (select j2.\"partner\" from "
                + "\"user\" j2 where j2.\"id\" = j1.\"manager\") = @p0"));
    }

    [Fact]
    public void Equal_parameters_share_a_place()
    {
        var parameters = new StatementParameters();
        new ExpressionWriter(SqliteDialect.Instance, parameters)
            .Condition(Bureau.Check("manager = @me or partner.manager = @me or address = 'а' or partner.title = 'а'"),
            new(Bureau.Requests, "r"));

        parameters.All.Select(parameter => parameter.Parameter).ShouldBe([Parameter.Me, new ConstantParameter("а")]);
    }

    private static (string Condition, string Joins) Condition(Dialect dialect, string text, ExpressionContext? context = null)
    {
        var source = new Source(Bureau.Requests, "r");
        var condition = new ExpressionWriter(dialect, new()).Condition(Bureau.Check(text, context), source);
        return (condition, source.JoinSql);
    }
}
