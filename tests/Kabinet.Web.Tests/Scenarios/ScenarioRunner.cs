using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Scenarios;

/// <summary>Plays a scenario against a running server, each person with a session of his own.</summary>
internal sealed class ScenarioRunner(KabinetHost host) : IDisposable
{
    private readonly Dictionary<string, HttpClient> clients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Entity, long Id)> records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> found = new(StringComparer.Ordinal);
    private string finder = "";

    private Solution Solution => host.Engine.Solution.Value;

    public async Task Play(ScenarioDefinition scenario)
    {
        finder = scenario.Finder;
        foreach (var step in scenario.Steps) await Play(step);
    }

    public void Dispose()
    {
        foreach (var client in clients.Values) client.Dispose();
    }

    private async Task Play(StepDefinition step)
    {
        var answer = await Do(step, await ClientOf(step.As));
        answer.Judge(step);
        if (step.Name is { } name && (answer.Json?["id"] ?? answer.Json?["items"]?[0]?["id"]) is { } id)
            records[name] = ((step.Create ?? step.List)!, id.GetValue<long>());
    }

    private async Task<ScenarioAnswer> Do(StepDefinition step, HttpClient client) => step switch
    {
        { Create: { } entity } => await Send(client, HttpMethod.Post, $"/api/records/{entity}", await Body(step)),
        { Update: { } name } => await Send(client, HttpMethod.Patch, AddressOf(name), await Body(step)),
        { Delete: { } name } => await Send(client, HttpMethod.Delete, AddressOf(name)),
        { Do: { } transition } => await Send(client, HttpMethod.Post, $"{AddressOf(step.Of!)}/{transition}", await Body(step)),
        { Get: { } name } => await Send(client, HttpMethod.Get, AddressOf(name)),
        { List: { } entity } =>
            await Send(client, HttpMethod.Get,
            $"/api/records/{entity}?limit=100{Part("where", step.Where)}{Part("sort", step.Sort)}{Part("q", step.Search)}"),
        { Journal: { } name } => await Send(client, HttpMethod.Get, $"{AddressOf(name)}/journal?limit=200"),
        { Files: { } name } => await Files(client, name),
        { Upload: { } file } => await Upload(client, step, file),
        { Download: { } file } => await Send(client, HttpMethod.Get, $"/api/files/{await FileOf(step.Of!, file)}"),
        { Notices: { } name } => await Notices(client, name),
        { Page: { } path } => await Send(client, HttpMethod.Get, Filled(path)),
        _ => throw new InvalidOperationException($"{step.At}: the step does nothing"),
    };

    private async Task<HttpClient> ClientOf(string login) =>
        clients.TryGetValue(login, out var client) ? client : clients[login] = login == Role.Guest ? host.Browser() : await host.Api(login);

    private static async Task<ScenarioAnswer> Send(HttpClient client, HttpMethod method, string address, JsonNode? body = null,
        HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) {
            Content = content ?? (body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json")) };
        request.Headers.AcceptLanguage.ParseAdd("ru");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<JsonObject> Body(StepDefinition step)
    {
        var body = await Values(step.Values);
        foreach (var (collection, rows) in step.Rows)
        {
            var written = new JsonArray();
            foreach (var row in rows) written.Add(await Values(row));
            body[collection] = written;
        }
        if (step.Comment is not null) body["comment"] = step.Comment;
        if (step.Version is { } version) body["_version"] = version;
        return body;
    }

    private async Task<JsonObject> Values(IReadOnlyDictionary<string, Node> values)
    {
        var body = new JsonObject();
        foreach (var (key, node) in values) body[key] = await ValueOf((TextNode)node);
        return body;
    }

    private async Task<JsonNode?> ValueOf(TextNode node) => node switch
    {
        { IsEmpty: true } => null,
        { Text: ['@', .. var path] } => await Find(path),
        { Text: ['$', .. var name] } => records[name].Id,
        { Plain: true, Text: "true" or "false" } => bool.Parse(node.Text),
        { Text: "today" } => Day(0),
        { Text: ['t', 'o', 'd', 'a', 'y', '+' or '-', ..] } => Day(int.Parse(node.Text[5..], CultureInfo.InvariantCulture)),
        { Plain: true } when decimal.TryParse(node.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number) => number,
        _ => node.Text,
    };

    private string Day(int later) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(host.Clock.GetUtcNow(), Solution.Zone).DateTime).AddDays(later)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // `service.code=PROJECT`: the record whose field has that value, as whoever sees everything finds it.
    private async Task<long> Find(string path)
    {
        if (found.TryGetValue(path, out var known)) return known;
        var (entity, field, value) = (path[..path.IndexOf('.', StringComparison.Ordinal)],
            path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..path.IndexOf('=', StringComparison.Ordinal)],
            path[(path.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        var answer = await Send(await ClientOf(finder), HttpMethod.Get,
            $"/api/records/{entity}?limit=2{Part("where", $"{field} = '{value}'")}");
        return found[path] = answer.Json?["items"]?[0]?["id"]
            ?.GetValue<long>() ?? throw new InvalidOperationException($"Nothing is {path}: {answer.Body}");
    }

    private async Task<ScenarioAnswer> Files(HttpClient client, string name)
    {
        var seen = new List<ScenarioAnswer>();
        foreach (var group in Solution.Entities[records[name].Entity].FileGroups.Keys)
            seen.Add(await Send(client, HttpMethod.Get, $"{AddressOf(name)}/files/{group}"));
        var open = seen.Where(answer => answer.Status == 200).ToList();
        return open.Count == 0 ? seen[0] : new(200, $"{{\"groups\":[{string.Join(',', open.Select(answer => answer.Body))}]}}");
    }

    private async Task<long> FileOf(string name, string file)
    {
        var reader = await ClientOf(finder);
        foreach (var group in Solution.Entities[records[name].Entity].FileGroups.Keys)
            if ((await Send(reader, HttpMethod.Get, $"{AddressOf(name)}/files/{group}")).Json?["items"] is JsonArray items
                && items.FirstOrDefault(item => item!["name"]!.GetValue<string>() == file) is { } item)
                return item["id"]!.GetValue<long>();
        throw new InvalidOperationException($"{name} has no file {file}");
    }

    private async Task<ScenarioAnswer> Upload(HttpClient client, StepDefinition step, string file)
    {
        using var content = new MultipartFormDataContent();
        var bytes = new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.4 kabinet scenario"));
        content.Add(bytes, "file", file);
        return await Send(client, HttpMethod.Post, $"{AddressOf(step.Of!)}/files/{step.Group}", content: content);
    }

    private async Task<ScenarioAnswer> Notices(HttpClient client, string name)
    {
        var answer = await Send(client, HttpMethod.Get, "/api/notices?limit=100");
        var about = (answer.Json!["items"] as JsonArray ?? [])
            .Where(notice => notice!["record"]!.GetValue<long>() == records[name].Id
            && notice["entity"]!.GetValue<string>() == records[name].Entity);
        return new(answer.Status, new JsonObject { ["items"] = new JsonArray([.. about.Select(notice => notice!.DeepClone())]) }
            .ToJsonString());
    }

    private string AddressOf(string name) =>
        $"/api/records/{records[name].Entity}/{records[name].Id.ToString(CultureInfo.InvariantCulture)}";

    private string Part(string key, string? value) => value is null ? "" : $"&{key}={Uri.EscapeDataString(Filled(value))}";

    private string Filled(string text) =>
        records.Aggregate(text, (filled, record) =>
        filled.Replace($"${record.Key}", record.Value.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
}
