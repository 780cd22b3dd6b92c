using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Kabinet.Engine;
using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Scenarios;

/// <summary>
/// Generated from the definitions: everybody tries every address of every record, with ids that are his, others' and guessed. All ways must
/// agree on what exists for him.
/// </summary>
public sealed partial class ProbeTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    private const int Sampled = 6;
    private const long Guessed = 999_999;

    /// <summary>In demo data the first person of a role has its key as his login.</summary>
    public static TheoryData<string, string, string> People
    {
        get
        {
            var people = new TheoryData<string, string, string>();
            foreach (var solution in ScenarioFiles.All.Select(scenario => scenario.Solution).Distinct())
                foreach (var role in RolesOf(solution))
                    foreach (var database in new[] { Databases.Sqlite, Databases.Postgres }) people.Add(solution, role, database);
            return people;
        }
    }

    [Theory, MemberData(nameof(People))]
    public async Task Every_way_to_a_record_agrees_whether_it_exists(string solution, string login, string database)
    {
        var host = await hosts.Of(solution, database);
        using var client = await ClientOf(host, login);
        foreach (var entity in host.Engine.Solution.Value.Entities.Values)
            foreach (var id in await Ids(host, entity))
                await AgreeOn(client, entity, id, isGuest: login == Role.Guest);
    }

    [Theory, MemberData(nameof(People))]
    public async Task A_record_shows_no_column_outside_the_grants(string solution, string login, string database)
    {
        var host = await hosts.Of(solution, database);
        using var client = await ClientOf(host, login);
        foreach (var entity in host.Engine.Solution.Value.Entities.Values)
        {
            var granted = Columns(host.Engine.Solution.Value, login, entity);
            foreach (var id in await Ids(host, entity))
                if (await Get(client, $"/api/records/{entity.Key}/{id}") is (HttpStatusCode.OK, { } record))
                    record.EnumerateObject().Select(member => member.Name).Where(name => name[0] != '_' && name != SystemFields.Id)
                        .ShouldBeSubsetOf(granted, $"{login} {entity.Key} {id}");
        }
    }

    [Theory, MemberData(nameof(People))]
    public async Task A_hidden_column_is_as_unknown_as_one_that_is_not_there(string solution, string login, string database)
    {
        var host = await hosts.Of(solution, database);
        using var client = await ClientOf(host, login);
        foreach (var entity in host.Engine.Solution.Value.Entities.Values)
        {
            if ((await Get(client, $"/api/records/{entity.Key}?limit=1")).Status != HttpStatusCode.OK) continue;
            foreach (var hidden in entity.Fields.Select(field => field.Key).Except(Columns(host.Engine.Solution.Value, login, entity))
                .Where(key => key != SystemFields.Id))
                foreach (var use in new[] { "where={0} is null", "sort={0}", "sort=-{0}", "fields={0}" })
                    (await Get(client, $"/api/records/{entity.Key}?{string.Format(CultureInfo.InvariantCulture, use, hidden)}")).Status
                        .ShouldBe((await Get(client,
                            $"/api/records/{entity.Key}?{string.Format(CultureInfo.InvariantCulture, use, "nothing_like_that")}")).Status,
                            $"{login} {entity.Key} {use} {hidden}");
        }
    }

    [Theory, MemberData(nameof(People))]
    public async Task A_page_opens_for_its_roles_only(string solution, string login, string database)
    {
        var host = await hosts.Of(solution, database);
        using var browser = login == Role.Guest ? host.Browser() : await host.SignIn(login);
        var snapshot = host.Engine.Solution.Value;
        foreach (var page in snapshot.Pages.Values)
        {
            var path = page.Definition.Path.Replace("{id}", Guessed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            var status = (int)(await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode;
            var mayOpen = page.Roles.Overlaps(snapshot.Roles[login].Closure) && page.RecordBlock is null;
            // A guest is sent to sign in, wherever he knocks; a record that is not there is not there for anybody.
            if (mayOpen) status.ShouldBe(200, $"{login} {path}");
            else status.ShouldBeOneOf(login == Role.Guest ? [302, 303, 401, 404] : [404], $"{login} {path}");
        }
    }

    private static async Task AgreeOn(HttpClient client, Entity entity, long id, bool isGuest)
    {
        var address = $"/api/records/{entity.Key}/{id.ToString(CultureInfo.InvariantCulture)}";
        var exists = (await Get(client, address)).Status == HttpStatusCode.OK;
        var missing = isGuest ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound;
        (exists && (id is 0 or Guessed || isGuest)).ShouldBeFalse(address);
        (await Get(client, $"{address}/journal")).Status.ShouldBe(exists ? HttpStatusCode.OK : missing, address);
        var listed = await Get(client,
            $"/api/records/{entity.Key}?where={Uri.EscapeDataString($"id = {id.ToString(CultureInfo.InvariantCulture)}")}");
        if (exists) listed.Body!.Value.GetProperty("items").GetArrayLength().ShouldBe(1, address);
        else if (listed.Status == HttpStatusCode.OK) listed.Body!.Value.GetProperty("items").GetArrayLength().ShouldBe(0, address);
        else listed.Status.ShouldBe(missing, address);
        if (exists) return;
        foreach (var group in entity.FileGroups.Keys)
            (await Get(client, $"{address}/files/{group}")).Status.ShouldBe(missing, $"{address} {group}");
        (await Send(client, HttpMethod.Patch, address)).ShouldBe(missing, address);
        (await Send(client, HttpMethod.Delete, address)).ShouldBe(missing, address);
        foreach (var transition in entity.Lifecycle?.Transitions.Keys ?? [])
            (await Send(client, HttpMethod.Post, $"{address}/{transition}")).ShouldBe(missing, $"{address} {transition}");
    }

    private static async Task<(HttpStatusCode Status, JsonElement? Body)> Get(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBeLessThan(500, address);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : null);
    }

    private static async Task<HttpStatusCode> Send(HttpClient client, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address) { Content = method == HttpMethod.Delete ? null
            : new StringContent("{}", Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<HttpClient> ClientOf(KabinetHost host, string login) =>
        login == Role.Guest ? host.Browser() : await host.Api(login);

    // Some of the first and some of the last records, whoever's they are, and ids that nobody has.
    private static async Task<IEnumerable<long>> Ids(KabinetHost host, Entity entity)
    {
        var statement = new Engine.Storage.Statement($"select id from {Engine.Storage.Dialect.Quote(entity.Key)} order by id");
        var all = await host.Engine.Database.Read(connection => connection.Query(statement, row => row.GetInt64(0)));
        var sampled = IsPostgres(host) ? SampledOfPostgres : Sampled;
        return all.Take(sampled).Concat(all.TakeLast(sampled)).Distinct().Append(0).Append(Guessed);
    }

    private static HashSet<string> Columns(Solution solution, string login, Entity entity) =>
        new EntityAccess(entity, [solution.Roles[login].Closure]).Columns.Select(field => field.Key).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> RolesOf(string solution) =>
        SolutionLinker.Link(SolutionReader.Read(Path.Combine(ScenarioFiles.SolutionsFolder, solution), PlatformKinds.All), 1,
            PlatformKinds.All).Roles.Values
            .Where(role => !role.Definition.Service).Select(role => role.Key).Order(StringComparer.Ordinal);
}
