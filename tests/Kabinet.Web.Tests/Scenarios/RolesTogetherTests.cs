using System.Globalization;
using System.Net;
using System.Text.Json;
using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Scenarios;

/// <summary>
/// One person in two and three roles sees, of every record, exactly what he sees in each of them: no cell, no event, no file and no step
/// more than the roles alone, and none less. His records are mixed, so that one role shows what another hides.
/// </summary>
public sealed class RolesTogetherTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    public static TheoryData<string, string> Solutions
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var solution in ScenarioFiles.All.Select(scenario => scenario.Solution).Distinct())
                foreach (var database in new[] { Databases.Sqlite, Databases.Postgres }) all.Add(solution, database);
            return all;
        }
    }

    [Theory, MemberData(nameof(Solutions))]
    public async Task Roles_together_show_what_each_of_them_shows(string solution, string database)
    {
        var host = await hosts.Of(solution, database);
        var user = await MixedRoles.Person(host);
        await MixedRoles.Mix(host, user);
        string[] roles = [.. host.Engine.Solution.Value.Roles.Values
            .Where(role => !role.Definition.Service && role.Key != Role.Guest).Select(role => role.Key).Order(StringComparer.Ordinal)];
        // Events of parts show the fields that are readable in every part, and no other: together they may show less.
        var ofParts = (await MixedRoles.Ids(host, "select id from _event where part_id is not null"))
            .Select(id => $" event {id.ToString(CultureInfo.InvariantCulture)} ").ToArray();
        var records = await Records(host, database == Databases.Sqlite ? 6 : 3);
        var alone = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var role in roles) alone[role] = await Seen(host, user, [role], records);
        alone.Values.Select(seen => seen.Count).Distinct().Count().ShouldBeGreaterThan(2, "the roles must differ");
        foreach (var together in Together(roles, database == Databases.Sqlite))
        {
            var expected = together.SelectMany(role => alone[role]).ToHashSet(StringComparer.Ordinal);
            var seen = await Seen(host, user, together, records);
            seen.Except(expected).Order(StringComparer.Ordinal).ShouldBeEmpty($"{string.Join('+', together)} shows more than its roles");
            expected.Except(seen).Where(line => !ofParts.Any(line.Contains)).Order(StringComparer.Ordinal)
                .ShouldBeEmpty($"{string.Join('+', together)} shows less than its roles");
        }
    }

    private static IEnumerable<string[]> Together(string[] roles, bool triples)
    {
        for (var i = 0; i < roles.Length; i++)
            for (var j = i + 1; j < roles.Length; j++)
            {
                yield return [roles[i], roles[j]];
                for (var k = j + 1; triples && k < roles.Length; k += 2) yield return [roles[i], roles[j], roles[k]];
            }
    }

    /// <summary>All that one may see and do, as lines that can be compared.</summary>
    private static async Task<HashSet<string>> Seen(
        KabinetHost host, long user, string[] roles, IReadOnlyList<(Entity Entity, long Id)> records)
    {
        var actor = await MixedRoles.Give(host, user, roles);
        using var api = await host.Api(MixedRoles.Login);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (entity, id) in records) await Add(host, actor, api, entity, id, seen);
        return seen;
    }

    private static async Task Add(KabinetHost host, Actor actor, HttpClient api, Entity entity, long id, HashSet<string> seen)
    {
        var at = $"{entity.Key} {id.ToString(CultureInfo.InvariantCulture)}";
        var address = $"/api/records/{entity.Key}/{id.ToString(CultureInfo.InvariantCulture)}";
        if (await Json(api, address) is not { } record) return;
        foreach (var member in record.EnumerateObject())
            if (member.Name == "_labels")
                foreach (var label in member.Value.EnumerateObject()) seen.Add($"{at} {label.Name} called {label.Value}");
            else if (member.Name == "_transitions")
                foreach (var step in member.Value.EnumerateArray()) seen.Add($"{at} takes {step.GetProperty("key")}");
            else seen.Add($"{at} {member.Name} = {member.Value}");
        foreach (var field in (await host.Engine.Records.Find(actor, entity, id))!.Writable) seen.Add($"{at} writes {field.Key}");
        foreach (var happened in (await Json(api, $"{address}/journal?limit=100"))!.Value.GetProperty("items").EnumerateArray())
        {
            var what = $"{at} event {happened.GetProperty("id")} {happened.GetProperty("kind")}";
            seen.Add(what);
            if (happened.GetProperty("comment") is { ValueKind: JsonValueKind.String } comment) seen.Add($"{what} says {comment}");
            foreach (var change in happened.GetProperty("changes").EnumerateArray())
                seen.Add($"{what} changed {change.GetProperty("field")}");
        }
        foreach (var group in entity.FileGroups.Keys)
            if (await Json(api, $"{address}/files/{group}") is { } files)
                foreach (var file in files.GetProperty("items").EnumerateArray()) seen.Add($"{at} {group} file {file.GetProperty("id")}");
    }

    private static async Task<JsonElement?> Json(HttpClient api, string address)
    {
        using var answer = await api.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{address}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<IReadOnlyList<(Entity, long)>> Records(KabinetHost host, int sampled)
    {
        var records = new List<(Entity, long)>();
        foreach (var entity in host.Engine.Solution.Value.Entities.Values.Where(entity => entity.Key != CoreEntities.Membership))
        {
            var ids = await MixedRoles.Ids(host, $"select id from {MixedRoles.Quoted(entity.Key)} where _deleted_at is null order by id");
            var count = entity.Lifecycle is null ? sampled / 2 : sampled * 2;
            records.AddRange(ids.Where((_, i) => i % Math.Max(1, ids.Count / count) == 0).Take(count).Select(id => (entity, id)));
        }
        return records;
    }
}
