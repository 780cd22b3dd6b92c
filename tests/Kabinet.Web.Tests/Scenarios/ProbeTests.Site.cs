using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Scenarios;

/// <summary>The doors of the site: dialogs, fields, frames, files and pages, asked and posted to with a valid proof of origin.</summary>
public sealed partial class ProbeTests
{
    private const int SampledForPages = 2, SampledOfPostgres = 1;
    private static readonly HttpStatusCode[] Missing = [HttpStatusCode.NotFound];
    // The actor may know of a transition that the record's status does not allow now: then the answer is a conflict.
    private static readonly HttpStatusCode[] NotTaken = [HttpStatusCode.NotFound, HttpStatusCode.Conflict];
    // A field that may not be written is refused in the words of a field that does not exist.
    private static readonly HttpStatusCode[] NotWritten = [HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity];

    [Theory, MemberData(nameof(People))]
    public async Task No_door_of_the_site_opens_what_its_visitor_may_not_see_take_or_write(string solution, string login, string database)
    {
        var host = await hosts.Of(solution, database);
        using var visitor = await Visitor.Enter(host, login);
        await OpensNothing(visitor, host, login);
    }

    [Theory]
    [InlineData("partner", "engineer")]
    [InlineData("manager", "engineer")]
    [InlineData("admin", "engineer")]
    [InlineData("partner", "manager", "engineer")]
    [InlineData("admin", "head", "partner")]
    public async Task Several_roles_together_open_no_door_of_the_site_that_none_of_them_opens(params string[] roles)
    {
        await using var host = await KabinetHost.Start("replanning", Databases.Sqlite, demo: true);
        var user = await MixedRoles.Person(host);
        await MixedRoles.Mix(host, user);
        await MixedRoles.Give(host, user, roles);
        using var visitor = await Visitor.Enter(host, MixedRoles.Login);
        await OpensNothing(visitor, host, string.Join('+', roles));
    }

    [Theory, MemberData(nameof(People))]
    public async Task A_dialog_for_many_records_and_the_options_of_a_field_are_there_only_for_whom_they_are(
        string solution, string login, string database)
    {
        var host = await hosts.Of(solution, database);
        using var visitor = await Visitor.Enter(host, login);
        foreach (var entity in host.Engine.Solution.Value.Entities.Values)
        {
            foreach (var step in (entity.Lifecycle?.Transitions.Values ?? []).Where(step => !visitor.Actor.MayEver(entity, step)))
            {
                var bulk = $"/do/bulk/{entity.Key}/{step.Key}";
                await visitor.IsRefused($"{bulk}?id=1", null, Missing);
                await visitor.IsRefused(bulk, [("id", "1"), ("comment", "probe")], Missing);
                foreach (var ask in step.Asks) await visitor.IsRefused($"/frame/options/{entity.Key}/{step.Key}.{ask.Key}", null, Missing);
            }
            var given = visitor.Actor.To(entity).Givable;
            foreach (var field in entity.Fields.Where(field => !visitor.Actor.To(entity).Columns.Contains(field) && !given.Contains(field)))
                await visitor.IsRefused($"/frame/options/{entity.Key}/{field.Key}", null, Missing);
        }
    }

    private static async Task OpensNothing(Visitor visitor, KabinetHost host, string who)
    {
        var before = await Written(host);
        foreach (var entity in host.Engine.Solution.Value.Entities.Values)
            foreach (var id in await SomeIds(host, entity))
                await Try(visitor, host, entity, id);
        foreach (var file in await SomeIds(host, host.Engine.Solution.Value.Entities[CoreEntities.File]))
            await TryFile(visitor, host, file);
        (await Written(host)).ShouldBe(before, $"{who} changed something by what was refused to him");
        visitor.Refusals.Select(refusal => refusal.Door).ShouldBeUnique("what is forbidden is told apart from what is missing");
    }

    private static async Task Try(Visitor visitor, KabinetHost host, Entity entity, long id)
    {
        var found = await host.Engine.Records.Find(visitor.Actor, entity, id);
        var (at, missing) = ($"{entity.Key}/{id.ToString(CultureInfo.InvariantCulture)}", found is null);
        foreach (var step in entity.Lifecycle?.Transitions.Values ?? [])
            if (found?.Record.Transitions.Any(judged => judged.Transition == step && judged.Permitted) != true)
            {
                await visitor.IsRefused($"/do/{at}/{step.Key}", null, Missing);
                (string, string)[] asked = [.. step.Asks.Select(ask => (ask.Key, "1")), ("comment", "probe")];
                await visitor.IsRefused($"/do/{at}/{step.Key}", asked, missing ? Missing : NotTaken);
            }
        foreach (var field in entity.Fields.Where(field => found?.Writable.Contains(field) != true))
        {
            await visitor.IsRefused($"/edit/{at}/{field.Key}", null, Missing);
            // A locked field that is sent as it stands is no change.
            var other = found?.Record[field.Key] is 1L or 1m ? "2" : "1";
            (string, string)[] changed = [(field.Key, other), ("_field", field.Key), ("_version", "1")];
            if (!field.IsSystem) await visitor.IsRefused($"/do/{at}", changed, missing ? Missing : NotWritten);
        }
        if (missing) await TryMissing(visitor, host, entity, at);
        var rights = await host.Engine.Files.Rights(visitor.Actor, entity, id) ?? [];
        var written = rights.Where(right => right.CanWrite).Select(right => right.Group.Key);
        foreach (var group in entity.FileGroups.Keys.Except(written))
            await visitor.IsRefused($"/files/{at}/{group}", [("_return", "/")], Missing);
    }

    private static async Task TryMissing(Visitor visitor, KabinetHost host, Entity entity, string at)
    {
        await visitor.IsRefused($"/frame/transitions/{at}", null, Missing);
        await visitor.IsRefused($"/do/{at}/delete", [("_return", "/")], Missing);
        await visitor.IsRefused($"/do/{at}/restore", [("_return", "/")], Missing);
        foreach (var page in host.Engine.Solution.Value.Pages.Values.Where(page => page.RecordBlock?.OwnRecord == entity))
            await visitor.IsRefused(page.Definition.Path.Replace("{id}", at.Split('/')[1], StringComparison.Ordinal), null, Missing);
    }

    private static async Task TryFile(Visitor visitor, KabinetHost host, long file)
    {
        var opened = await host.Engine.Files.Open(visitor.Actor, file);
        if (opened is var (_, content)) await content.DisposeAsync();
        else
        {
            await visitor.IsRefused($"/files/{file}/probe", null, Missing);
            await visitor.IsRefused($"/files/{file}/remove", [("_name", "probe")], Missing);
        }
    }

    private static async Task<IEnumerable<long>> SomeIds(KabinetHost host, Entity entity)
    {
        var known = (await Ids(host, entity)).Where(id => id is not (0 or Guessed)).ToList();
        var sampled = IsPostgres(host) ? SampledOfPostgres : SampledForPages;
        return known.Take(sampled).Concat(known.TakeLast(sampled)).Distinct().Concat(IsPostgres(host) ? [] : [Guessed]);
    }

    // Whether an address opens is decided by the same code on both databases; on the slower one fewer records are tried.
    private static bool IsPostgres(KabinetHost host) => host.Engine.Database.Dialect.Name == Databases.Postgres;

    /// <summary>How many records, versions and events there are.</summary>
    private static async Task<string> Written(KabinetHost host)
    {
        var counts = host.Engine.Solution.Value.Entities.Keys.Order(StringComparer.Ordinal).Select(key =>
            $"select '{key} ' || count(*) || ' ' || coalesce(sum(_version), 0) || ' ' || count(_deleted_at) as was "
                + $"from {Engine.Storage.Dialect.Quote(key)}");
        var all = new Engine.Storage.Statement(
            string.Join(" union all ", counts.Append("select 'events ' || count(*) as was from _event")));
        var lines = await host.Engine.Database.Read(connection => connection.Query(all, row => row.GetString(0)));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>Somebody's browser, and whose actor it is; a guest is sent to sign in wherever a page would be refused.</summary>
    private sealed partial class Visitor : IDisposable
    {
        private static readonly string[] Doors = ["/do/", "/edit/", "/files/", "/frame/"];
        private readonly HttpClient browser;
        private readonly string token;

        private Visitor(HttpClient browser, string token, Actor actor) => (this.browser, this.token, Actor) = (browser, token, actor);

        public Actor Actor { get; }
        /// <summary>The different texts of 404 that pages and other doors answered.</summary>
        public HashSet<(string Door, string Text)> Refusals { get; } = [];
        private bool IsGuest => Actor.UserId is null;

        public static async Task<Visitor> Enter(KabinetHost host, string login)
        {
            var solution = host.Engine.Solution.Value;
            if (login == Role.Guest)
            {
                var nobody = host.Browser();
                return new(nobody, await nobody.FormToken(Addresses.SignIn), Actor.Guest(solution));
            }
            var find = new Engine.Storage.Statement("select id from \"user\" where login = @p0", login);
            var id = (await host.Engine.Database.Read(connection => connection.Query(find, row => row.GetInt64(0)))).Single();
            var client = await host.SignIn(login);
            var actor = (await host.Engine.People.ActorOf(solution, id)).ShouldNotBeNull();
            return new(client, await client.FormToken(Addresses.Profile), actor);
        }

        public async Task IsRefused(string address, IReadOnlyList<(string Name, string Value)>? form, HttpStatusCode[] expected)
        {
            using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, address);
            if (form is not null) request.Content = Posted(form);
            using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
            var about = $"{request.Method} {address} by {Actor.Name}: {(int)answer.StatusCode} {answer.Headers.Location}";
            if (IsGuest && answer.Headers.Location?.OriginalString.StartsWith(Addresses.SignIn, StringComparison.Ordinal) == true)
                return;
            answer.StatusCode.ShouldBeOneOf(IsGuest ? [.. expected, HttpStatusCode.Unauthorized] : expected, about);
            // A page that says what happened to a known record is its reader's; a 404 is the same for everything.
            if (answer.StatusCode != HttpStatusCode.NotFound || IsGuest) return;
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            // The menu around a page marks where its reader is, so pages are compared by their paths without the id.
            var door = Doors.Any(door => address.StartsWith(door, StringComparison.Ordinal)) ? "form" : address[..address.LastIndexOf('/')];
            Refusals.Add((door, Varying().Replace(text, "").Replace(address, "", StringComparison.Ordinal)));
        }

        public void Dispose() => browser.Dispose();

        private FormUrlEncodedContent Posted(IEnumerable<(string Name, string Value)> form) =>
            new(form.Append(("__RequestVerificationToken", token)).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));

        // What one has typed oneself is given back with every refusal.
        [GeneratedRegex("CfDJ8[\\w-]+|<div class=\"error-typed\">.*?</dl></div>", RegexOptions.Singleline, 1000)]
        private static partial Regex Varying();
    }
}
