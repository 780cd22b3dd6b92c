using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Language;

public class TooBigSumTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_part_that_makes_a_sum_of_its_owner_too_big_is_refused_and_the_owner_stays_readable(string database)
    {
        await using var laundry = await Laundry.Open(database);
        var order = await laundry.Make(laundry.Dispatcher, "order", new { branch = laundry.North });
        await laundry.Make(laundry.Dispatcher, "visit", new { order, cost = 400_000_000_000m });
        var refused = await laundry.Refused(laundry.Dispatcher, "visit", new { order, cost = 200_000_000_000m });
        refused[""].ShouldHaveSingleItem().ShouldContain("«Вдвойне» получается слишком большое число");
        var small = await laundry.Make(laundry.Dispatcher, "visit", new { order, cost = 1 });
        (await laundry.Dispatcher.Send(HttpMethod.Patch, $"/api/records/visit/{small}", new { cost = 600_000_000_000m })).Status
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await laundry.Value("order", order, "twice")).ShouldBe("800000000002.00");
        using var browser = await laundry.Host.SignIn("dispatcher");
        (await browser.GetAsync($"/order/{order}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
