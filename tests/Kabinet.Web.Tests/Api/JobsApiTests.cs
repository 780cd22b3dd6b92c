using System.Net;
using System.Text.Json;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Api;

/// <summary>Jobs for programs, and their button for people.</summary>
public class JobsApiTests
{
    private const string Job = "overdue";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_manages_the_background_lists_jobs_and_runs_one_and_others_do_not_find_them(string database)
    {
        await using var host = await KabinetHost.Start("replanning", database);
        foreach (var (login, role) in new[] { ("anna", "admin"), ("mark", "manager") }) await host.Admit(login, role);
        using var admin = await host.Api("anna");
        using var manager = await host.Api("mark");
        using var guest = new HttpClient { BaseAddress = host.Address };

        var job = await Listed(admin);
        (Text(job, "title"), Text(job, "times")).ShouldBe(("Напомнить о заявках без движения", "по будням в 9:00"));
        job.GetProperty("last_run").ValueKind.ShouldBe(JsonValueKind.Null);
        (await admin.Send(HttpMethod.Post, "/api/jobs/nothing/run", new { })).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in new[] { $"/api/jobs/{Job}/run", "/api/jobs/nothing/run" })
        {
            (await manager.Send(HttpMethod.Post, path, new { })).Status.ShouldBe(HttpStatusCode.NotFound);
            (await guest.PostAsync(path, null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        (await manager.GetAsync("/api/jobs")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await guest.GetAsync("/api/jobs")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var (status, run) = await admin.Send(HttpMethod.Post, $"/api/jobs/{Job}/run", new { });
        status.ShouldBe(HttpStatusCode.Accepted);
        Text(run, "job").ShouldBe(Job);
        do await host.Engine.Worker.RunDue(TestContext.Current.CancellationToken);
        while ((job = await Listed(admin)).GetProperty("last_run").GetProperty("ended_at").ValueKind == JsonValueKind.Null);
        var last = job.GetProperty("last_run");
        last.GetProperty("id").GetInt64().ShouldBe(run.GetProperty("id").GetInt64());
        (last.GetProperty("handled").GetInt64(), last.GetProperty("failed").GetInt64()).ShouldBe((0, 0));
        last.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_button_of_a_job_needs_the_proof_of_its_form()
    {
        await using var host = await KabinetHost.Start("replanning");
        await host.Admit("anna", "admin");
        using var admin = await host.SignIn("anna");
        using var empty = new FormUrlEncodedContent([]);
        (await admin.PostAsync($"/admin/background/jobs/{Job}/run", empty)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await admin.Post("/profile", "/admin/background/jobs/nothing/run")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.Post("/profile", $"/admin/background/jobs/{Job}/run")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task The_description_tells_of_jobs_only_to_who_may_run_them()
    {
        await using var host = await KabinetHost.Start("replanning");
        foreach (var (login, role) in new[] { ("anna", "admin"), ("mark", "manager") }) await host.Admit(login, role);
        using var admin = await host.Api("anna");
        using var manager = await host.Api("mark");
        (await admin.GetStringAsync("/api/openapi.json")).ShouldContain("/api/jobs/{job}/run");
        (await manager.GetStringAsync("/api/openapi.json")).ShouldNotContain("/api/jobs");
    }

    private static async Task<JsonElement> Listed(HttpClient admin)
    {
        using var jobs = JsonDocument.Parse(await admin.GetStringAsync("/api/jobs"));
        return jobs.RootElement.GetProperty("items").EnumerateArray().Single(job => Text(job, "key") == Job).Clone();
    }

    private static string Text(JsonElement json, string key) => json.GetProperty(key).GetString()!;
}
