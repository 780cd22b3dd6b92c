using System.Globalization;
using Kabinet.Web.Tests.Publishing;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Language;

public class FormDefaultsTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_form_shows_defaults_that_are_expressions_and_stores_what_is_left_of_them(string database)
    {
        await using var laundry = await Laundry.Open(database);
        using var browser = await Addressed(laundry, "dispatcher", "ул. Мира, 5");
        var form = Store.InputsOf(await browser.GetStringAsync("/order/new"));
        var tomorrow = Today(laundry).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        form["pickup_on"].ShouldBe(tomorrow);
        form["return_on"].ShouldNotBeEmpty();
        form["discount"].ShouldBe("2,5");
        form["address"].ShouldBe("ул. Мира, 5");
        form["branch"] = $"{laundry.North}";
        form["pickup_on"] = "";
        await browser.PostAsync("/do/order", new FormUrlEncodedContent(form));
        var order = (await laundry.Owner.GetJson("/api/records/order")).GetProperty("items")[0];
        order.GetProperty("pickup_on").ToString().ShouldBe("", "an emptied input stays empty");
        order.GetProperty("return_on").ToString().ShouldBe(form["return_on"]);
        order.GetProperty("address").GetString().ShouldBe("ул. Мира, 5");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_program_that_leaves_fields_out_gets_the_same_defaults(string database)
    {
        await using var laundry = await Laundry.Open(database);
        var order = await laundry.Make(laundry.Client, "order", new { branch = laundry.North });
        (await laundry.Value("order", order, "pickup_on")).ShouldBe(
            Today(laundry).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        (await laundry.Value("order", order, "discount")).ShouldBe("2.50", "the client neither sees nor gives it, and it is there");
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_over_a_default()
    {
        await using var laundry = await Laundry.Open(Databases.Sqlite);
        using var browser = await Addressed(laundry, "dispatcher", "ул. Мира, 5");
        var form = Store.InputsOf(await browser.GetStringAsync("/order/new"));
        (form["address"], form["discount"]) = ("", "много");
        var again = Store.InputsOf(await (await browser.PostAsync("/do/order", new FormUrlEncodedContent(form))).Content
            .ReadAsStringAsync());
        (again["address"], again["discount"]).ShouldBe(("", "много"));
    }

    [Fact]
    public async Task A_required_field_with_a_default_that_is_emptied_is_asked_for_and_left_out_it_takes_the_default()
    {
        await using var laundry = await Laundry.Open(Databases.Sqlite);
        await laundry.Publish("entities/order.yaml", "pickup_on: { kind: date,", "pickup_on: { kind: date, required: true,");
        using var browser = await laundry.Host.SignIn("dispatcher");
        var form = Store.InputsOf(await browser.GetStringAsync("/order/new"));
        (form["branch"], form["pickup_on"]) = ($"{laundry.North}", "");
        var again = await browser.PostAsync("/do/order", new FormUrlEncodedContent(form));
        ((int)again.StatusCode).ShouldBe(422);
        (await again.Content.ReadAsStringAsync()).ShouldContain("Забрать: Заполните поле");
        (await laundry.Refused(laundry.Dispatcher, "order", new { branch = laundry.North, pickup_on = (string?)null }))
            .Keys.ShouldBe(["pickup_on"]);
        var left = await laundry.Make(laundry.Dispatcher, "order", new { branch = laundry.North });
        (await laundry.Value("order", left, "pickup_on")).ShouldNotBeEmpty();
    }

    private static DateOnly Today(Laundry laundry) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(laundry.Host.Clock.GetUtcNow().UtcDateTime,
            laundry.Host.Engine.Solution.Value.Zone));

    private static async Task<HttpClient> Addressed(Laundry laundry, string login, string address)
    {
        await laundry.Host.Engine.Database.Write(transaction =>
            transaction.Execute(new("update \"user\" set \"address\" = @p0 where \"login\" = @p1", address, login)));
        return await laundry.Host.SignIn(login);
    }
}
