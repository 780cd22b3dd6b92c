using Kabinet.Engine.Model;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class PeopleTests(Cabinets cabinets)
{
    public static TheoryData<string> Screens => ["desktop", "phone"];

    [Theory, MemberData(nameof(Screens))]
    public async Task An_administrator_invites_a_person_changes_his_account_and_finds_his_letter(string name)
    {
        var screen = name == "phone" ? Screen.Phone : Screen.Desktop;
        await using var admin = await cabinets.SignIn("admin", screen);
        await admin.Open("/admin/people");
        await Look(admin, $"people-list-{name}");
        await admin.Page.GetByLabel("Пригласить").ClickAsync();
        await Invite(admin, name);
        await Look(admin, $"people-password-{name}");

        await admin.Page.GetByText("Открыть карточку").ClickAsync();
        await Expect(admin.Page.Locator("h1")).ToHaveTextAsync($"Эвелина {name}");
        await Expect(admin.Page.Locator(".record-side")).ToContainTextAsync("Ведущий инженер");
        await Look(admin, $"people-person-{name}");
        await Block(admin);

        await admin.Open("/admin/mail");
        await admin.Page.Locator("tr", new() { HasText = $"evelina-{name}@example.org" }).Locator(".row-link").ClickAsync();
        await Expect(admin.Page.Locator(".letter-body")).ToContainTextAsync("Одноразовый пароль");
        await Look(admin, $"people-mail-{name}");
        admin.HasNoComplaints();
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task An_administrator_sees_what_the_cabinet_could_not_do_and_has_it_done_again(string name)
    {
        await using var admin = await cabinets.SignIn("admin", name == "phone" ? Screen.Phone : Screen.Desktop);
        await cabinets.Engine.Database.Write(transaction =>
            transaction.Execute(new(GivenUp, cabinets.Engine.Clock.GetUtcNow().UtcDateTime)));
        await admin.Open("/admin/background");
        await Expect(admin.Page.Locator(".work-table").First.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(admin.Page.Locator(".work-table").Nth(1).Locator("tbody tr")).ToHaveCountAsync(11);
        await Look(admin, $"people-background-{name}");

        await admin.Page.Locator(".work-again button", new() { HasText = "Повторить" }).ClickAsync();
        await Expect(admin.Page.Locator(".toast-text")).ToContainTextAsync("Повторяем");
        await admin.Open("/admin/background");
        await Expect(admin.Page.GetByText("Попытки прекращены")).ToHaveCountAsync(0);
        admin.HasNoComplaints();
    }

    [Theory]
    [InlineData("desktop")]
    [InlineData("phone")]
    [InlineData("dark")]
    public async Task An_administrator_runs_a_job_and_sees_what_it_did_and_what_it_could_not_do(string name)
    {
        const string Job = "Напомнить о заявках без движения";
        var screen = name == "phone" ? Screen.Phone : Screen.Desktop with { Dark = name == "dark" };
        await using var admin = await cabinets.SignIn("admin", screen);
        await cabinets.Engine.Database.Write(transaction =>
            transaction.Execute(new(Refused, cabinets.Engine.Clock.GetUtcNow().UtcDateTime)));
        await admin.Open("/admin/background");
        var job = admin.Page.Locator(".work-table tr", new() { HasText = Job }).First;
        await Expect(job).ToContainTextAsync("по будням в 9:00");
        await job.GetByText("Запустить сейчас").ClickAsync();
        await Expect(admin.Page.Locator(".toast-text")).ToContainTextAsync("Запускаем");
        await cabinets.Engine.Worker.RunDue(TestContext.Current.CancellationToken);

        await admin.Open("/admin/background");
        var runs = admin.Page.Locator(".block", new() { HasText = "Последние запуски" }).Last.Locator("tbody tr");
        await Expect(runs.Filter(new() { HasText = Job }).Filter(new() { HasText = "Готово" }).First).ToBeVisibleAsync();
        await Expect(runs.Filter(new() { HasText = "За заявкой долг" }).First).ToContainTextAsync("Заявка ПР-");
        await Look(admin, $"jobs-{name}");
        await runs.First.ScrollIntoViewIfNeededAsync();
        await admin.Picture($"jobs-runs-{name}");
        admin.HasNoComplaints();
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_record_says_beforehand_what_will_become_of_it_by_itself(string name)
    {
        await using var manager = await cabinets.SignIn("supermanager", name == "phone" ? Screen.Phone : Screen.Desktop);
        var id = (await cabinets.Engine.Database.Read(connection => connection.Query(
            new Engine.Storage.Statement("select max(id) from request where status = 'delivered'"), static row => row.GetInt64(0))))[0];
        await manager.Open($"/requests/{id}");
        await Expect(manager.Page.Locator(".record-coming")).ToContainTextAsync("Автоматически перейдёт в «Завершена»: ");
        await Look(manager, $"coming-{name}");
        manager.HasNoComplaints();
    }

    private const string Refused = """
        insert into _job_run (job, planned_at, started_at, ended_at, after_id, handled, failed, error, entity, record_id)
        select 'timed_transitions', @p0, @p0, @p0, 0, 2, 1, 'За заявкой долг', 'request', min(id) from request
        """;

    private const string GivenUp = """
        insert into _work (kind, subject, at, set_at, attempts, failed_at, error, reference)
        select 'mail', min(id), @p0, @p0, 10, @p0, 'The mail server does not answer: connection refused (mail.example.org:465)', 'ab12cd34'
        from _notice
        """;

    private static async Task Invite(Visitor admin, string name)
    {
        await Look(admin, $"people-invite-{name}");
        await admin.Page.Locator("#f-name").FillAsync($"Эвелина {name}");
        await admin.Page.Locator("#f-email").FillAsync($"evelina-{name}@example.org");
        await admin.Page.Locator("#f-position").FillAsync("Ведущий инженер");
        await admin.Page.GetByLabel("Инженер", new() { Exact = true }).CheckAsync();
        await admin.Page.Locator(".form-buttons .btn-primary").ClickAsync();
        await Expect(admin.Page.Locator(".one-time-password")).ToBeVisibleAsync();
    }

    private static async Task Block(Visitor admin)
    {
        await admin.Page.Locator(".account-buttons .btn-danger").ClickAsync();
        await admin.Page.Locator("#account-block .btn-danger").ClickAsync();
        await Expect(admin.Page.Locator(".account-head .dot")).ToHaveTextAsync("Заблокирован");
        await Expect(admin.Page.Locator(".toast-text")).ToContainTextAsync("Вход закрыт");
    }

    private static async Task Look(Visitor admin, string name)
    {
        await admin.Page.WaitForLoadStateAsync(LoadState.Load);
        await admin.Page.WaitForFunctionAsync("() => document.fonts.status === 'loaded'");
        await admin.Picture(name);
        (await admin.Barriers()).ShouldBeEmpty(name);
    }
}
