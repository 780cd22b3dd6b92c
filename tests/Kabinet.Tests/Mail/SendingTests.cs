using Kabinet.Engine.Background;
using Kabinet.Engine.People;
using Kabinet.Tests.Background;
using MimeKit;

namespace Kabinet.Tests.Mail;

public class SendingTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_letter_leaves_with_a_text_and_an_html_part_from_the_sender_of_the_installation(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        await world.Give(title: "Sweep <b>now</b>");

        await world.Engine.Worker.RunDue();

        var message = Parsed(server.Received.ShouldHaveSingleItem());
        message.From.ToString().ShouldBe("\"Bureau\" <robot@bureau.example>");
        message.To.ToString().ShouldBe("doer@example.org");
        message.Subject.ShouldBe("Given to you: Sweep <b>now</b>");
        message.TextBody.ShouldNotBeNull().ShouldContain("Task Sweep <b>now</b>");
        message.HtmlBody.ShouldNotBeNull().ShouldContain("Task Sweep &lt;b&gt;now&lt;/b&gt;");
        message.HtmlBody!.ShouldContain("https://cabinet.example.org/notices/1");
        message.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
        var letter = await Only(world);
        (letter.State, letter.SentAt, letter.Answer).ShouldBe((LetterState.Sent, world.Clock.GetUtcNow().UtcDateTime, "queued as 7"));
        (await world.CountOf("_work")).ShouldBe(8);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Many_letters_leave_over_one_connection(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        for (var i = 0; i < 40; i++) await world.Give(title: $"Task {i}");

        await world.Engine.Worker.RunDue();

        (server.Received.Count, server.Connections).ShouldBe((40, 1));
        server.Received.Select(each => Parsed(each).MessageId).Distinct().Count().ShouldBe(40);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_connection_that_the_server_has_closed_meanwhile_costs_no_attempt(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        server.Says = word => word == "NOOP" ? null : MailServerStandIn.Ordinary(word);
        await world.Give();
        await world.Engine.Worker.RunDue();
        world.Clock.Pass(TimeSpan.FromMinutes(20));

        await world.Give(title: "Paint");
        await world.Engine.Worker.RunDue();

        (server.Received.Count, server.Connections).ShouldBe((2, 2));
        (await Failures(world)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refusal_for_good_is_kept_in_the_servers_words_and_not_repeated(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        server.Says = word => word == "RCPT" ? "550 5.1.1 no such mailbox" : MailServerStandIn.Ordinary(word);
        await world.Give();

        await world.Engine.Worker.RunDue();
        world.Clock.Pass(TimeSpan.FromDays(1));
        await world.Engine.Worker.RunDue();

        server.Received.ShouldBeEmpty();
        var letter = await Only(world);
        letter.State.ShouldBe(LetterState.Refused);
        letter.Answer.ShouldBe("550 5.1.1 no such mailbox");
        (await Failures(world)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_letter_that_is_put_off_leaves_later_and_others_do_not_wait_for_it(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        var greyed = false;
        server.Says = word => word == "RCPT" && !greyed && (greyed = true) ? "451 4.7.1 come back later" : MailServerStandIn.Ordinary(word);
        await world.Give(watcher: "watcher");

        await world.Engine.Worker.RunDue();
        server.Received.Count.ShouldBe(1);
        (await Letters(world)).Single(each => each.State == LetterState.Waiting).Answer.ShouldBe("451 4.7.1 come back later");
        world.Clock.Pass(TimeSpan.FromMinutes(1));
        await world.Engine.Worker.RunDue();

        server.Received.Select(each => Parsed(each).To.ToString()).Order().ShouldBe(["doer@example.org", "watcher@example.org"]);
        (await Letters(world)).ShouldAllBe(each => each.State == LetterState.Sent);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_server_that_dies_between_the_letter_and_its_answer_gets_the_same_letter_again_under_the_same_identity(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        server.Says = word => word == "." ? null : MailServerStandIn.Ordinary(word);
        await world.Give();

        await world.Engine.Worker.RunDue();
        (await Only(world)).State.ShouldBe(LetterState.Waiting);
        server.Says = MailServerStandIn.Ordinary;
        world.Clock.Pass(TimeSpan.FromMinutes(1));
        await world.Engine.Worker.RunDue();

        server.Received.Count.ShouldBe(2);
        server.Received.Select(each => Parsed(each).MessageId).Distinct().ShouldHaveSingleItem();
        (await Only(world)).State.ShouldBe(LetterState.Sent);
        world.Clock.Pass(TimeSpan.FromDays(1));
        await world.Engine.Worker.RunDue();
        server.Received.Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task While_the_server_is_away_one_letter_tries_and_the_rest_wait_without_losing_attempts(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        server.Says = _ => null;
        for (var i = 0; i < 20; i++) await world.Give(title: $"Task {i}");
        var failed = 0;
        world.Engine.Worker.Failed += _ => failed++;

        await world.Engine.Worker.RunDue();

        (server.Connections, failed).ShouldBe((1, 1));
        (await Letters(world)).ShouldAllBe(each => each.State == LetterState.Waiting);
        server.Says = MailServerStandIn.Ordinary;
        world.Clock.Pass(TimeSpan.FromMinutes(1));
        await world.Engine.Worker.RunDue();
        server.Received.Select(each => Parsed(each).Subject).Distinct().Count().ShouldBe(20);
        (await Letters(world)).ShouldAllBe(each => each.State == LetterState.Sent);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_server_that_says_nothing_holds_up_no_other_work_and_its_letters_wait(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        server.Says = word => word == "MAIL" ? "" : MailServerStandIn.Ordinary(word);
        using var stopping = new CancellationTokenSource();
        var running = world.Engine.Worker.Run(stopping.Token);
        await world.Give();
        await server.Silent.Task;

        // The letter of the second task is written meanwhile, by the lane that delivers notices.
        await world.Give("doer", title: "Paint");
        while ((await Letters(world)).Count < 2) await world.Clock.Awaited();
        world.Clock.Pass(TimeSpan.FromMinutes(2));
        while ((await Letters(world)).All(each => each.Answer is null)) await world.Clock.Awaited();
        (await Letters(world)).ShouldContain(each => each.Answer != null && each.Answer.Contains("does not answer"));

        (await Letters(world)).ShouldAllBe(each => each.State == LetterState.Waiting);
        await stopping.CancelAsync();
        await running;
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_letter_is_given_up_after_days_and_leaves_when_it_is_sent_again(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        server.Says = _ => null;
        await world.Give();
        for (var i = 0; i < 200 && (await Letters(world)).All(each => each.State != LetterState.GivenUp); i++)
        {
            await world.Engine.Worker.RunDue();
            world.Clock.Pass(TimeSpan.FromHours(1));
        }
        var (owner, _) = await world.SignIn("owner");
        (await Only(world)).State.ShouldBe(LetterState.GivenUp);

        server.Says = MailServerStandIn.Ordinary;
        var id = (await Only(world)).Id;
        (await world.Engine.Letters.SendAgain(owner, id)).ShouldBeTrue();
        (await world.Engine.Letters.SendAgain(owner, id)).ShouldBeFalse();
        await world.Engine.Worker.RunDue();

        server.Received.Count.ShouldBe(1);
        (await Only(world)).State.ShouldBe(LetterState.Sent);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_does_not_manage_people_sends_nothing_again_and_no_test(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        await world.Give();
        await world.Engine.Worker.RunDue();
        var (chief, _) = await world.SignIn("chief");

        (await world.Engine.Letters.SendAgain(chief, (await Only(world)).Id)).ShouldBeFalse();
        (await world.Engine.Letters.SendTest(chief, "chief@example.org")).ShouldBeNull();
        (await world.Engine.Letters.List(chief.Actor, new(null, 10))).ShouldBeEmpty();

        server.Received.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_node_that_dies_while_it_sends_leaves_the_letter_to_another(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        await world.Give();
        var queue = new WorkQueue(world.Database, world.Clock, [Kabinet.Engine.Mail.MailBox.Work, "mail"]);
        await new OtherNode(world).Spread();
        (await queue.Claim(10, default)).Items.ShouldNotBeEmpty();

        await world.Engine.Worker.RunDue();
        server.Received.ShouldBeEmpty();
        world.Clock.Pass(TimeSpan.FromMinutes(6));
        await world.Engine.Worker.RunDue();

        server.Received.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_letter_that_waited_does_not_leave_when_its_receiver_may_no_longer_see_the_record(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        server.Says = _ => null;
        var task = await world.Give();
        await world.Engine.Worker.RunDue();
        EngineWorld.Id(await world.Update(await world.As("chief"), "task", task, ("doer", null)));

        server.Says = MailServerStandIn.Ordinary;
        world.Clock.Pass(TimeSpan.FromMinutes(5));
        await world.Engine.Worker.RunDue();

        server.Received.ShouldBeEmpty();
        (await Only(world)).State.ShouldBe(LetterState.Refused);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_log_is_searched_by_address_and_subject_and_shows_what_did_not_leave(string kind)
    {
        await using var server = new MailServerStandIn();
        await using var world = await TaskBoard.Open(kind, server.Address);
        server.Says = word => word == "RCPT" && server.Received.Count == 1 ? "550 no" : MailServerStandIn.Ordinary(word);
        await world.Give(title: "Ёлка 100%");
        await world.Give(title: "Paint_it");
        await world.Engine.Worker.RunDue();
        var owner = await world.As("owner");

        async Task<IEnumerable<string>> Found(string? search, bool failed = false) =>
            (await world.Engine.Letters.List(owner, new(null, 10) { Search = search, OnlyFailed = failed })).Select(each => each.Subject);

        (await Found("елка")).ShouldBe(["Given to you: Ёлка 100%"]);
        (await Found("DOER@")).Count().ShouldBe(2);
        (await Found("100%")).Count().ShouldBe(1);
        (await Found("t_i")).ShouldBe(["Given to you: Paint_it"]);
        (await Found("a%t")).ShouldBeEmpty();
        (await Found("'")).ShouldBeEmpty();
        (await Found(null, failed: true)).ShouldBe(["Given to you: Paint_it"]);
    }

    private static MimeMessage Parsed(string message) => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(message)));

    private static async Task<IReadOnlyList<KeptLetter>> Letters(EngineWorld world) =>
        await world.Engine.Letters.List(await world.As("owner"), new(null, 100));

    private static async Task<KeptLetter> Only(EngineWorld world) => (await Letters(world)).ShouldHaveSingleItem();

    private static async Task<IReadOnlyList<DeliveryState>> Failures(EngineWorld world) =>
        await world.Engine.Background.Failures(await world.As("owner"), 10);
}
