using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

public sealed class ApplicationTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_applicant_hears_that_he_was_heard_and_why_he_was_refused(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var guest = host.Browser();
        using var admin = await host.Api("admin");

        (await Apply(guest, "Студия [Щегол](http://evil.example)", "zina@shchegol.example.org")).Headers.Location!.ToString()
            .ShouldBe("/thanks/apply");
        var receipt = (await host.LettersTo("zina@shchegol.example.org")).ShouldHaveSingleItem();
        receipt.Subject.ShouldBe("Бюро перепланировок: заявка на регистрацию получена");
        receipt.Text.ShouldContain("Зинаида");
        var id = await IdOf(admin, "zina@shchegol.example.org");
        (await admin.Send(HttpMethod.Post, $"/api/records/application/{id}/reject", new { comment = "Нет договора" })).Status
            .ShouldBe(HttpStatusCode.OK);

        (await host.LettersTo("zina@shchegol.example.org"))[0].Text.ShouldContain("Причина: Нет договора");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_program_that_fills_in_every_field_is_thanked_and_nothing_is_kept(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var guest = host.Browser();
        using var admin = await host.Api("admin");

        (await Apply(guest, "Bot", "bot@spam.example.org", ("_homepage", "http://spam.example.org"))).Headers.Location!.ToString()
            .ShouldBe("/thanks/apply");

        (await host.LettersTo("bot@spam.example.org")).ShouldBeEmpty();
        (await admin.GetJson("/api/records/application?where=email = 'bot@spam.example.org'")).GetProperty("items").GetArrayLength()
            .ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task One_address_gets_few_receipts_however_often_it_is_typed(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var guest = host.Browser();
        for (var i = 0; i < 8; i++) await Apply(guest, $"Company {i}", "victim@example.org");

        (await host.LettersTo("victim@example.org")).Count.ShouldBe(5);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_judges_an_application_sees_what_is_like_it_and_nobody_else_does(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var guest = host.Browser();
        using var admin = await host.SignIn("admin");
        using var program = await host.Api("admin");
        var known = (await program.GetJson("/api/records/partner?fields=title,email&limit=1")).GetProperty("items")[0];
        await Apply(guest, known.GetProperty("title").GetString()!.ToUpperInvariant(), "fresh@similar.example.org");
        await Apply(guest, "Никто не знает", "unlike@similar.example.org");

        var like = await admin.GetStringAsync($"/applications/{await IdOf(program, "fresh@similar.example.org")}");
        like.ShouldContain("Возможно, уже есть");
        like.ShouldContain(known.GetProperty("title").GetString()!);
        (await admin.GetStringAsync($"/applications/{await IdOf(program, "unlike@similar.example.org")}"))
            .ShouldNotContain("Возможно, уже есть");
        using var manager = await host.SignIn("manager");
        (await manager.GetAsync($"/applications/{await IdOf(program, "fresh@similar.example.org")}")).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> Apply(HttpClient guest, string company, string email,
        params (string Name, string Value)[] more) =>
        guest.Post("/apply", "/do/application", [("_page", "apply"), ("_block", "form-0"), ("company", company),
            ("contact_name", "Зинаида"), ("email", email), ("consented_at", "true"), .. more]);

    private static async Task<long> IdOf(HttpClient admin, string email) =>
        (await admin.GetJson($"/api/records/application?where=email = '{email}'")).GetProperty("items")[0].GetProperty("id").GetInt64();
}
