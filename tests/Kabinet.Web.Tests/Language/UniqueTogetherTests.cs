using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Language;

public class UniqueTogetherTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_records_cannot_have_the_same_values_together_and_both_fields_say_so(string database)
    {
        await using var laundry = await Laundry.Open(database);
        var first = await laundry.Make(laundry.Owner, "tariff", new { branch = laundry.North, sort = "linen", name = "Обычный" });
        await laundry.Make(laundry.Owner, "tariff", new { branch = laundry.South, sort = "linen", name = "Обычный" });
        var taken = await laundry.Refused(laundry.Owner, "tariff", new { branch = laundry.North, sort = "linen" });
        taken.Keys.ShouldBe(["branch", "sort"]);
        taken["sort"].ShouldBe(["Запись с такими значениями уже есть: Филиал, Что стираем"]);
        (await laundry.Refused(laundry.Owner, "tariff", new { branch = laundry.North, sort = "carpet", name = "  ОБЫЧНЫЙ " }))["name"]
            .ShouldBe(["В этом филиале такое название уже есть"], "texts that people take for equal are equal");
        // A record without one of the values is equal to none, and one in the trash keeps nothing taken.
        await laundry.Make(laundry.Owner, "tariff", new { branch = laundry.North });
        await laundry.Make(laundry.Owner, "tariff", new { branch = laundry.North });
        await laundry.Owner.Send(HttpMethod.Delete, $"/api/records/tariff/{first}");
        await laundry.Make(laundry.Owner, "tariff", new { branch = laundry.North, sort = "linen", name = "Обычный" });
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_change_that_makes_two_records_equal_is_refused_and_of_two_at_once_one_wins(string database)
    {
        await using var laundry = await Laundry.Open(database);
        await laundry.Make(laundry.Owner, "tariff", new { branch = laundry.North, sort = "linen" });
        var other = await laundry.Make(laundry.Owner, "tariff", new { branch = laundry.South, sort = "linen" });
        var (status, body) = await laundry.Owner.Send(HttpMethod.Patch, $"/api/records/tariff/{other}", new { branch = laundry.North });
        (status, body.GetProperty("errors").TryGetProperty("branch", out _)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => laundry.Owner.Send(HttpMethod.Post, "/api/records/tariff",
            new { branch = laundry.South, sort = "carpet" })));
        tries.Count(made => made.Status == HttpStatusCode.Created).ShouldBe(1);
        tries.Count(made => made.Status == HttpStatusCode.UnprocessableEntity).ShouldBe(5);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Publishing_it_over_equal_records_is_refused_with_their_values(string database)
    {
        await using var laundry = await Laundry.Open(database);
        foreach (var _ in new[] { 1, 2 }) await laundry.Make(laundry.Owner, "tariff", new { branch = laundry.North, price = 700 });
        using var changed = new ChangedSolution("laundry",
            ("entities/tariff.yaml", "  - fields: [branch, sort]", "  - fields: [branch, price]"));
        var (code, said) = await laundry.Host.Verb("apply", changed.Folder);
        code.ShouldNotBe(0);
        said.ShouldContain("branch, price");
    }
}
