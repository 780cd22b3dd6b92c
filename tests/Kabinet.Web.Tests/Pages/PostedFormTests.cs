using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Web.CommandLine;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Kabinet.Web.Tests.Pages;

public sealed class PostedFormTests
{
    [Fact]
    public void A_checkbox_counts_by_its_last_value()
    {
        Form(("gas", ["false"])).Values(["gas"])["gas"].ShouldBe("false");
        Form(("gas", ["false", "true"])).Values(["gas"])["gas"].ShouldBe("true");
    }

    [Fact]
    public void A_field_that_was_not_sent_is_not_among_the_values() =>
        Form(("address", ["ул. Ёлкина"])).Values(["address", "area"]).Keys.ShouldBe(["address"]);

    [Fact]
    public void Blank_rows_are_no_rows()
    {
        var form = Form(("lines.0.service", ["7"]), ("lines.0.quantity", [""]), ("lines.1.service", [" "]), ("lines.1.gas", ["false"]),
            ("lines.4.service", ["9"]));
        form.Rows("lines", FieldsOf("service", "quantity", "gas")).Select(row => row["service"]).ShouldBe(["7", "9"]);
    }

    [Fact]
    public void A_removed_row_is_left_out_and_the_form_is_drawn_again()
    {
        var form = Form(("lines.0.service", ["7"]), ("lines.1.service", ["9"]), ("lines.0._removed", ["1"]));
        form.Redraw.ShouldBeTrue();
        form.Rows("lines", FieldsOf("service")).ShouldHaveSingleItem()["service"].ShouldBe("9");
    }

    [Fact]
    public void A_malformed_command_id_is_none() => Form(("_command", ["not a guid"])).Command.ShouldBeNull();

    [Fact]
    public void A_blank_field_of_a_new_row_is_left_to_its_default()
    {
        var form = Form(("lines.0.service", ["7"]), ("lines.0.days", [""]));
        var solution = TestFields("service: { kind: text }", "days: { kind: number, default: '3' }");
        form.Rows("lines", solution).ShouldHaveSingleItem().Keys.ShouldBe(["service"]);
        Form(("lines.0._id", ["5"]), ("lines.0.service", ["7"]), ("lines.0.days", [""])).Parts("lines", solution)
            .ShouldHaveSingleItem().Values.Keys.ShouldBe(["service", "days"], "a part that exists is emptied");
    }

    private static IReadOnlyList<Field> FieldsOf(params string[] keys) => TestFields([.. keys.Select(key => $"{key}: {{ kind: text }}")]);

    private static IReadOnlyList<Field> TestFields(params string[] fields)
    {
        var files = new Dictionary<string, string>
        {
            ["solution.yaml"] = "solution: test\ntitle: Test\n",
            ["entities/line.yaml"] = $"entity: line\nfields:\n  {string.Join("\n  ", fields)}\n",
        };
        var entity = SolutionLinker.Link(SolutionReader.Read(files, ProductKinds.All), 1, ProductKinds.All).Entities["line"];
        return [.. entity.Fields.Where(field => field.IsOfSolution)];
    }

    private static PostedForm Form(params (string Key, string[] Values)[] sent) =>
        new(new FormCollection(sent.ToDictionary(pair => pair.Key, pair => new StringValues(pair.Values))));
}
