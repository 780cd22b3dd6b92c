using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Language;

public class NumberByFieldTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_branch_counts_its_orders_by_itself_and_the_search_finds_them(string database)
    {
        await using var laundry = await Laundry.Open(database);
        var year = laundry.Host.Clock.GetUtcNow().Year;
        var numbers = new List<string>();
        foreach (var branch in new[] { laundry.North, laundry.South, laundry.North })
            numbers.Add(await laundry.Value("order", await laundry.Make(laundry.Dispatcher, "order", new { branch }), "number"));
        numbers.ShouldBe([$"С-{year}-001", $"Ю1-{year}-001", $"С-{year}-002"]);
        var found = await laundry.Owner.GetJson($"/api/records/order?q=ю1-{year}-001");
        found.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_branch_without_a_code_makes_no_order_and_says_what_to_fill_in(string database)
    {
        await using var laundry = await Laundry.Open(database);
        var bare = await laundry.Make(laundry.Owner, "branch", new { title = "Без кода" });
        (await laundry.Refused(laundry.Dispatcher, "order", new { branch = bare }))["branch"]
            .ShouldBe(["Номер не составить: у «Филиал» не заполнено «Код»"]);
        await laundry.Owner.Send(HttpMethod.Patch, $"/api/records/branch/{bare}", new { code = "Б" });
        var order = await laundry.Make(laundry.Dispatcher, "order", new { branch = bare });
        (await laundry.Value("order", order, "number")).ShouldStartWith("Б-");
        (await laundry.Refused(laundry.Dispatcher, "order", new { sort = "linen" })).Keys.ShouldBe(["branch"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Orders_of_one_branch_made_at_once_get_different_numbers_without_gaps(string database)
    {
        await using var laundry = await Laundry.Open(database);
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            laundry.Make(laundry.Dispatcher, "order", new { branch = i % 2 == 0 ? laundry.North : laundry.South })));
        var numbers = new List<string>();
        foreach (var id in made) numbers.Add(await laundry.Value("order", id, "number"));
        var year = laundry.Host.Clock.GetUtcNow().Year;
        numbers.Order(StringComparer.Ordinal).ShouldBe(new[] { "С", "Ю1" }.SelectMany(code =>
            Enumerable.Range(1, 4).Select(number => $"{code}-{year}-00{number}")));
    }
}
