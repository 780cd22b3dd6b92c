using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Language;

public class LastRecordTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_first_and_the_last_of_a_collection_give_their_values_and_themselves(string database)
    {
        await using var laundry = await Laundry.Open(database);
        var order = await laundry.Make(laundry.Dispatcher, "order", new { branch = laundry.North });
        (await laundry.Value("order", order, "last_visit")).ShouldBe("");
        (await laundry.Value("order", order, "carpet")).ShouldBe("False");
        var late = await Visit(laundry, order, "2026-11-20T10:00:00Z", "Поздний", laundry.Driver);
        var early = await Visit(laundry, order, "2026-11-10T10:00:00Z", "Ранний", null);
        await Visit(laundry, order, null, "Без даты", null);
        (await laundry.Value("order", order, "last_visit")).ShouldContain($"{late}");
        (await laundry.Value("order", order, "first_note")).ShouldBe("Ранний");
        (await laundry.Value("order", order, "driver")).ShouldContain($"{laundry.Driver}");
        (await laundry.Value("order", order, "carpet")).ShouldBe("True");
        await laundry.Dispatcher.Send(HttpMethod.Patch, $"/api/records/visit/{early}", new { at = "2026-11-25T10:00:00Z" });
        (await laundry.Value("order", order, "last_visit")).ShouldContain($"{early}");
        (await laundry.Value("order", order, "driver")).ShouldBe("", "the last visit has no driver");
        var found = await laundry.Owner.GetJson($"/api/records/order?where=last_visit.note = 'Ранний'");
        found.GetProperty("items").GetArrayLength().ShouldBe(1);
        found = await laundry.Owner.GetJson(
            "/api/records/order?where=last(visits.note by at) = 'Ранний' and last(visits.driver) is null");
        found.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_computed_reference_has_a_collection_on_the_other_side(string database)
    {
        await using var laundry = await Laundry.Open(database);
        var driven = await laundry.Make(laundry.Dispatcher, "order", new { branch = laundry.North });
        await laundry.Make(laundry.Dispatcher, "order", new { branch = laundry.South });
        await Visit(laundry, driven, "2026-11-20T10:00:00Z", "Едет", laundry.Driver);
        var drivers = await laundry.Owner.GetJson("/api/records/user?where=count(driven) = 1");
        drivers.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("id").GetInt64()).ShouldBe([laundry.Driver]);
        (await laundry.Owner.GetJson("/api/records/user?where=exists(driven where branch.code = 'Ю1')")).GetProperty("items")
            .GetArrayLength().ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_order_of_records_reveals_nothing_that_the_reader_does_not_see(string database)
    {
        await using var laundry = await Laundry.Open(database);
        var order = await laundry.Make(laundry.Client, "order", new { branch = laundry.North });
        await Visit(laundry, order, "2026-11-20T10:00:00Z", "Секрет", laundry.Driver);
        string[] questions = ["last(visits.note) = 'Секрет'", "last(visits by at) is not null", "first(visits.driver by note) = @me"];
        foreach (var where in questions)
            (await laundry.Client.Send(HttpMethod.Get, $"/api/records/order?where={Uri.EscapeDataString(where)}")).Status
                .ShouldBe(HttpStatusCode.UnprocessableEntity, where);
    }

    private static Task<long> Visit(Laundry laundry, long order, string? at, string note, long? driver) =>
        laundry.Make(laundry.Dispatcher, "visit", new { order, at, note, driver, kind = driver is null ? "linen" : "carpet" });
}
