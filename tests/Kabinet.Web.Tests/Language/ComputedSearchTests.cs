using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Language;

public class ComputedSearchTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_computed_text_is_found_and_follows_the_fields_that_it_is_made_of(string database)
    {
        await using var laundry = await Laundry.Open(database);
        await laundry.Make(laundry.Owner, "tariff", new { branch = laundry.North, name = "Ковры", price = 700 });
        var other = await laundry.Make(laundry.Owner, "tariff", new { branch = laundry.South, name = "Бельё" });
        (await Found(laundry, "тариф ковр")).ShouldBe(1);
        (await Found(laundry, "тариф")).ShouldBe(2);
        (await Found(laundry, "пледы")).ShouldBe(0);
        await laundry.Owner.Send(HttpMethod.Patch, $"/api/records/tariff/{other}", new { name = "Пледы" });
        (await Found(laundry, "тариф плед")).ShouldBe(1);
        (await Found(laundry, "бельё")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Another_formula_is_found_in_the_records_that_were_there(string database)
    {
        await using var laundry = await Laundry.Open(database);
        await laundry.Make(laundry.Owner, "tariff", new { branch = laundry.North, name = "Ковры" });
        (await Found(laundry, "прайс")).ShouldBe(0);
        await laundry.Publish("entities/tariff.yaml", "'Тариф '", "'Прайс, '");
        (await Found(laundry, "прайс ковры")).ShouldBe(1);
        (await Found(laundry, "тариф")).ShouldBe(0);
    }

    [Fact]
    public async Task A_formula_that_looks_beyond_its_record_is_refused_with_the_way_out()
    {
        using var changed = new ChangedSolution("laundry",
            ("entities/tariff.yaml", "concat('Тариф ', name)", "concat(branch.title, name)"));
        var (code, said) = await KabinetHost.Console("check", changed.Folder);
        code.ShouldNotBe(0);
        said.ShouldContain("«words» не ищется: оно вычисляется не только по полям своей записи");
    }

    private static async Task<int> Found(Laundry laundry, string words) =>
        (await laundry.Owner.GetJson($"/api/records/tariff?q={Uri.EscapeDataString(words)}")).GetProperty("items").GetArrayLength();
}
