using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

public sealed class RecoveryTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    private const string Asked = "/sign-in/forgot", New = "свежая длинная фраза";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_link_from_a_letter_sets_a_new_password_once_and_ends_what_was_open(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var open = await host.SignIn("partner4");
        using var stranger = host.Browser();
        var link = await LinkFor(host, stranger, "PARTNER4@example.org");

        (await stranger.GetStringAsync(link)).ShouldContain("partner4");
        (await Set(stranger, link, New, "другая длинная фраза")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Set(stranger, link, "short", "short")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Set(stranger, link, New, New)).Headers.Location!.ToString().ShouldBe("/sign-in");

        (await open.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await stranger.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        using var back = await host.SignIn("partner4", New);
        (await back.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_answer_is_the_same_whether_there_is_an_account_or_not(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var stranger = host.Browser();
        var answers = new List<string>();
        foreach (var name in new[] { "partner5", "nobody@example.org", "'; drop table user", new string('я', 300), "" })
        {
            var answer = await stranger.Post(Asked, Asked, ("login", name));
            answers.Add($"{(int)answer.StatusCode} {answer.Headers.Location}");
        }
        answers.Distinct().ShouldHaveSingleItem().ShouldBe("303 /sign-in/forgot/sent");
        (await stranger.GetStringAsync("/sign-in/forgot/sent")).ShouldContain("Проверьте почту");
        (await host.LettersTo("partner5@example.org")).Count.ShouldBe(1);
        (await host.LettersTo("nobody@example.org")).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_link_is_over_after_an_hour_and_when_a_newer_one_is_asked_for(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var stranger = host.Browser();
        var first = await LinkFor(host, stranger, "partner6");
        var second = await LinkFor(host, stranger, "partner6");

        (await stranger.GetAsync(first)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await stranger.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        (await stranger.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await stranger.GetAsync("/sign-in/new-password?token=kl_guessed")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await stranger.GetAsync("/sign-in/new-password")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await stranger.Post(Asked, "/sign-in/new-password", ("token", "kl_guessed"), ("password", New), ("repeat", New)))
            .StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Somebody_who_may_not_sign_in_gets_no_letter_and_his_link_opens_nothing(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var stranger = host.Browser();
        var link = await LinkFor(host, stranger, "partner7");
        await Block(host, "partner7");

        (await stranger.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        await stranger.Post(Asked, Asked, ("login", "partner7"));
        (await host.LettersTo("partner7@example.org")).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_fills_a_strangers_mailbox_with_links(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var stranger = host.Browser();
        for (var i = 0; i < 12; i++) await stranger.Post(Asked, Asked, ("login", "partner8"));
        (await host.LettersTo("partner8@example.org")).Count.ShouldBe(3);
    }

    private static async Task<string> LinkFor(KabinetHost host, HttpClient browser, string name)
    {
        await browser.Post(Asked, Asked, ("login", name));
        var address = name.Contains('@', StringComparison.Ordinal) ? name.ToLowerInvariant() : $"{name}@example.org";
        return LastLetters.LinkIn((await host.LettersTo(address))[0].Text);
    }

    private static Task<HttpResponseMessage> Set(HttpClient browser, string link, string password, string repeat) =>
        browser.Post(link, "/sign-in/new-password", ("token", link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..]),
            ("password", password), ("repeat", repeat));

    private static async Task Block(KabinetHost host, string login) => await host.Engine.Database.Write(transaction =>
        transaction.Execute(new("update \"user\" set \"active\" = @p0 where \"login\" = @p1", false, login)));
}
