using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

public sealed class EmailChangeTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_new_email_holds_when_its_owner_has_followed_the_link_and_the_old_one_is_told(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var me = await host.SignIn("manager2");

        (await Ask(me, "new-two@example.org")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await me.GetStringAsync("/profile")).ShouldContain("new-two@example.org");
        var link = LastLetters.LinkIn((await host.LettersTo("new-two@example.org"))[0].Text);
        (await me.GetStringAsync(link)).ShouldContain("new-two@example.org");
        (await host.LettersTo("manager2@example.org")).ShouldNotContain(letter => letter.Subject.StartsWith("Почта изменена"));

        // Ten minutes later no password is asked for again: it was typed when the change was asked for.
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        (await Confirm(me, link)).Headers.Location!.ToString().ShouldBe("/profile");
        (await me.GetStringAsync("/profile")).ShouldContain("<p>new-two@example.org</p>");
        (await host.LettersTo("manager2@example.org")).ShouldContain(letter => letter.Subject.StartsWith("Почта изменена"));
        (await Confirm(me, link)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var other = await host.SignIn("new-two@example.org");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_link_of_somebody_else_confirms_nothing_and_a_taken_address_is_refused(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var me = await host.SignIn("manager3");
        using var other = await host.SignIn("engineer2");

        (await Ask(me, "admin@example.org")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Ask(me, "not an address")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Ask(me, "new-three@example.org")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var link = LastLetters.LinkIn((await host.LettersTo("new-three@example.org"))[0].Text);

        (await other.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await Confirm(other, link)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.GetStringAsync("/profile")).ShouldContain("<p>engineer2@example.org</p>");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Without_a_password_typed_lately_the_change_asks_for_it(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var me = await host.SignIn("engineer3");
        host.Clock.Advance(TimeSpan.FromMinutes(20));

        (await Ask(me, "new-e3@example.org")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await host.LettersTo("new-e3@example.org")).ShouldBeEmpty();
        (await me.Post("/profile", "/profile/email", ("email", "new-e3@example.org"), ("_password", KabinetHost.Password)))
            .StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await host.LettersTo("new-e3@example.org")).ShouldHaveSingleItem();
    }

    private static Task<HttpResponseMessage> Ask(HttpClient browser, string email) =>
        browser.Post("/profile", "/profile/email", ("email", email));

    private static Task<HttpResponseMessage> Confirm(HttpClient browser, string link) =>
        browser.Post("/profile", "/profile/email/confirm", ("token", link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..]));
}
