using Kabinet.Engine.Expressions;

namespace Kabinet.Tests.Expressions;

public sealed class ExpressionTypesTests
{
    public static TheoryData<string, DataType> Typed => new()
    {
        { "price", DataType.Money },
        { "price + area", DataType.Number(3) },
        { "price * area", DataType.Number(5) },
        { "price * area * area", DataType.Number(6) },
        { "price / 3", DataType.Number(6) },
        { "-rooms", DataType.Whole },
        { "round(price)", DataType.Whole },
        { "promised_on - @today", DataType.Whole },
        { "promised_on + 3", DataType.Date },
        { "@today + 2d", DataType.Date },
        { "@now - 30m", DataType.DateTime },
        { "date(created_at)", DataType.Date },
        { "year(created_at)", DataType.Whole },
        { "partner.manager", DataType.Reference("user") },
        { "@me.partner", DataType.Reference("partner") },
        { "count(lines)", DataType.Whole },
        { "sum(lines.amount)", DataType.Money },
        { "max(lines.paid_on)", DataType.Date },
        { "case rooms when 1 then 1 when 2 then 1.5 end", DataType.Number(1) },
        { "coalesce(house_type, 'panel')", DataType.Choice },
        { "concat(house_type, ' ', rooms)", DataType.Text },
        { "already_done", DataType.YesNo },
        { "id = 5", DataType.YesNo },
        { "manager = @me or partner in (@me.partner, 3)", DataType.YesNo },
        { "exists(files where group = 'work' and created_at > status_since)", DataType.YesNo },
        { "created_at between '2026-01-01' and '2026-01-31 18:30'", DataType.YesNo },
        { "promised_on not between '2026-01-01' and @today", DataType.YesNo },
        { "NOT address IS NOT NULL AND address NOT LIKE 'а%'", DataType.YesNo },
        { "yes", DataType.YesNo },
    };

    [Theory, MemberData(nameof(Typed))]
    public void An_expression_has_the_type_of_its_parts(string text, DataType type) => Bureau.Check(text).Type.ShouldBe(type);

    [Fact]
    public void A_number_is_rounded_to_the_scale_expected() =>
        Bureau.Check("price / 3", Bureau.Context with { Expected = DataType.Money })
            .ShouldBeOfType<Call>().Function.ShouldBe(Functions.Round);

    [Fact]
    public void A_written_moment_is_meant_in_the_zone_of_the_solution()
    {
        var comparison = Bureau.Check("created_at >= '2026-01-01'").ShouldBeOfType<Binary>();

        comparison.Right.ShouldBe(new Constant(DataType.DateTime, new DateTime(2025, 12, 31, 21, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void A_name_inside_a_collection_is_its_own_first_and_then_of_the_record_around()
    {
        var where = Bureau.Check("exists(lines where amount > price and created_at > outer.created_at)")
            .ShouldBeOfType<Aggregate>().Where.ShouldBeOfType<Binary>();

        where.Left.ShouldBeOfType<Binary>().Right.ShouldBeOfType<FieldValue>().Outer.ShouldBe(1);
        var moments = where.Right.ShouldBeOfType<Binary>();
        moments.Left.ShouldBeOfType<FieldValue>().Field.Entity.Key.ShouldBe("line");
        moments.Right.ShouldBeOfType<FieldValue>().Field.Entity.Key.ShouldBe("request");
    }

    [Fact]
    public void An_expression_tells_what_it_depends_on()
    {
        var found = Dependencies.Of(
            Bureau.Check("partner.discount > 0 and exists(lines where paid_on < outer.promised_on) and manager = @me and "
            + "count(partner.people) > 1"));

        found.Paths.Select(path => path.Text).ShouldBe(["partner.discount", "promised_on", "manager", "partner"], ignoreOrder: true);
        found.Fields.Select(field => field.ToString()).ShouldBe(
            ["request.partner", "partner.discount", "line.request", "line.paid_on", "request.promised_on", "request.manager",
                "user.partner"], ignoreOrder: true);
        found.Collections.Select(collection => collection.Key).ShouldBe(["lines", "people"], ignoreOrder: true);
        found.Parameters.ShouldBe([Parameter.Me]);
    }
}
