using Kabinet.Engine.Commands;

namespace Kabinet.Tests.Background;

/// <summary>What the platform forgets by itself.</summary>
public class PruningTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Sessions_attempts_and_command_ids_go_when_their_time_is_over(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.SignIn("doer");
        await world.Engine.People.SignIn.Enter("doer", "wrong", new(null, null));
        var values = new Dictionary<string, object?> { ["title"] = "Sweep" };
        var command = new Command.Create(world.Solution.Entities["task"], Guid.NewGuid(), values, EngineWorld.NoRows);
        await world.Engine.Commands.Execute(await world.As("chief"), command);
        foreach (var (days, sessions, attempts, commands) in new[] { (0, 1, 3, 1), (2, 1, 0, 1), (6, 1, 0, 0), (23, 0, 0, 0) })
        {
            world.Clock.Pass(TimeSpan.FromDays(days));
            await world.Engine.Worker.RunDue();
            (await world.CountOf("_session")).ShouldBe(sessions);
            (await world.CountOf("_attempt")).ShouldBe(attempts);
            (await world.CountOf("_command")).ShouldBe(commands);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_letter_loses_its_password_when_it_works_no_longer_and_a_notice_stays(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        var (owner, _) = await world.SignIn("owner");
        var given = await world.Engine.People.Accounts.Invite(owner, new(null, "Nina", "nina@example.org", ["doer"]));
        await world.Give();
        await world.Engine.Worker.RunDue();
        (await world.Letters()).ShouldContain(letter => letter.Body.Contains(given.Given!.Password));

        world.Clock.Pass(TimeSpan.FromDays(8));
        await world.Engine.Worker.RunDue();

        var letters = await world.Letters();
        letters.ShouldNotContain(letter => letter.Body.Contains(given.Given!.Password));
        letters.ShouldContain(letter => letter.Body.StartsWith("Task Sweep"));
        (await HtmlOf(world)).ShouldNotContain(html => html.Contains(given.Given!.Password));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Letters_go_after_a_year_and_links_when_they_are_over(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.Engine.People.Recovery.Ask("doer");
        await world.Engine.Worker.RunDue();
        (await world.CountOf("_link")).ShouldBe(1);
        (await HtmlOf(world)).ShouldHaveSingleItem().ShouldContain("token=");

        foreach (var (days, links, letters) in new[] { (0.1, 0, 1), (360, 0, 1), (6, 0, 0) })
        {
            world.Clock.Pass(TimeSpan.FromDays(days));
            await world.Engine.Worker.RunDue();
            (await world.CountOf("_link")).ShouldBe(links);
            (await world.CountOf("_mail")).ShouldBe(letters);
        }
        (await world.CountOf("_recovery")).ShouldBe(0);
    }

    private static async Task<IReadOnlyList<string>> HtmlOf(EngineWorld world) => await world.Database.Read(connection =>
        connection.Query(new("select html from _mail where html is not null"), static row => row.GetString(0)));

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_delivery_given_up_is_forgotten_after_a_month(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.Give();
        await new OtherNode(world, new RecordingChannel("pigeon")).Spread();
        var jobs = (await world.Engine.Background.Jobs(await world.As("owner"))).Count;
        await world.Engine.Worker.RunDue();
        (await world.CountOf("_work")).ShouldBe(jobs + 1);

        world.Clock.Pass(TimeSpan.FromDays(31));
        await world.Engine.Worker.RunDue();

        (await world.CountOf("_work")).ShouldBe(jobs);
    }
}
