using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Kabinet.Engine.Model;
using Kabinet.Engine.Scenarios;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Web.Scenarios;

/// <summary>
/// Plays scenarios against a running server over demo data, each person with a session of their own. Every step is a request, so a scenario
/// passes the same doors as a program or a browser.
/// </summary>
/// <param name="address">Address of the server.</param>
/// <param name="solution">What it serves.</param>
/// <param name="clock">Its clock, for <c>today</c> and <c>later</c>.</param>
internal sealed class ScenarioRunner(Uri address, Solution solution, TimeProvider clock) : IDisposable
{
    private const int Found = 200, MostTries = 1200;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private readonly Dictionary<string, HttpClient> clients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Entity, long Id)> records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> messages = new(StringComparer.Ordinal);
    private string finder = "";
    private CancellationToken stopping;

    /// <summary>Plays a scenario up to its end, or to the first step that does not hold. Null if all hold.</summary>
    public async Task<ScenarioFailure?> Play(ScenarioDefinition scenario, CancellationToken cancellation)
    {
        (finder, stopping) = (scenario.Finder, cancellation);
        records.Clear();
        foreach (var step in scenario.Steps)
            if (await Play(step) is { } failure) return failure;
        return null;
    }

    public void Dispose()
    {
        foreach (var client in clients.Values) client.Dispose();
    }

    private async Task<ScenarioFailure?> Play(ScenarioStepDefinition step)
    {
        try
        {
            var answer = await Do(step, await ClientOf(step.As));
            if (answer.Judge(step) is { Count: > 0 } reasons) return new(step, reasons, answer.Body);
            if (step.Name is { } name && (step.Create ?? step.List) is { } entity
                && (answer.Json?["id"] ?? answer.Json?["items"]?[0]?["id"]) is { } id)
                records[name] = (entity, id.GetValue<long>());
            return null;
        }
        catch (ScenarioStoppedException stopped) { return new(step, [stopped.Reason], ""); }
    }

    private async Task<ScenarioAnswer> Do(ScenarioStepDefinition step, HttpClient client) => step switch
    {
        { Create: { } entity } => await Send(client, HttpMethod.Post, $"/api/records/{entity}", await Body(step)),
        { Update: { } name } => await Send(client, HttpMethod.Patch, await AddressOf(name), await Body(step)),
        { Delete: { } name } => await Send(client, HttpMethod.Delete, await AddressOf(name)),
        { Do: { } transition } => await Send(client, HttpMethod.Post, $"{await AddressOf(step.Of)}/{transition}", await Body(step)),
        { Get: { } name } => await Send(client, HttpMethod.Get, await AddressOf(name)),
        { List: { } entity } =>
            await Send(client, HttpMethod.Get,
            $"/api/records/{entity}?limit=100{Part("where", step.Where)}{Part("sort", step.Sort)}{Part("q", step.Search)}"),
        { Journal: { } name } => await Send(client, HttpMethod.Get, $"{await AddressOf(name)}/journal?limit=200"),
        { Files: { } name } => await Files(client, name),
        { Checklist: { } name } => await Send(client, HttpMethod.Get, $"{await AddressOf(name)}/checklist"),
        { Post: { } text } => await PostMessage(client, step, text),
        { Pass: { } name } => await Send(client, HttpMethod.Post,
            $"{await AddressOf(step.Of)}/threads/{step.Thread}/{messages.GetValueOrDefault(name)}/pass",
            new JsonObject { ["to"] = step.To, ["text"] = step.Text }),
        { ThreadOf: { } name } => await Send(client, HttpMethod.Get, $"{await AddressOf(name)}/threads/{step.Thread}"),
        { Upload: { } file } => await Upload(client, step, file),
        { Download: { } file } => await Send(client, HttpMethod.Get, $"/api/files/{await FileOf(step.Of, file)}"),
        { Notices: { } name } => await Notices(client, name),
        { Page: { } path } => await Send(client, HttpMethod.Get, Filled(path)),
        { Job: { } job } => await Run(client, job),
        { Time: { } time } => Later(time),
        _ => throw new ScenarioStoppedException(new("problem.scenario.action")),
    };

    private async Task<HttpClient> ClientOf(string login) =>
        clients.TryGetValue(login, out var client) ? client : clients[login] = login == Role.Guest ? Client() : await SignedIn(login);

    private HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    private async Task<HttpClient> SignedIn(string login)
    {
        var client = Client();
        var given = new { login, password = Kabinet.Engine.People.People.DemoPassword };
        using var answer = await client.PostAsJsonAsync("/api/session", given, stopping);
        var session = JsonNode.Parse(await answer.Content.ReadAsStringAsync(stopping));
        if (!answer.IsSuccessStatusCode)
            throw new ScenarioStoppedException(
                new("scenario.no_sign_in", login, session?["title"]?.ToString() ?? $"{(int)answer.StatusCode}"));
        client.DefaultRequestHeaders.Authorization = new("Bearer", session!["token"]!.GetValue<string>());
        return client;
    }

    private async Task<ScenarioAnswer> Send(HttpClient client, HttpMethod method, string address, JsonNode? body = null,
        HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) {
            Content = content ?? (body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json")) };
        request.Headers.AcceptLanguage.ParseAdd(solution.Settings.Language);
        using var response = await client.SendAsync(request, stopping);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(stopping));
    }

    private async Task<JsonObject> Body(ScenarioStepDefinition step)
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
        { Text: ['$', .. var name] } => (await RecordOf(name)).Id,
        { Plain: true, Text: "true" or "false" } => bool.Parse(node.Text),
        { Text: "today" } => Day(0),
        { Text: ['t', 'o', 'd', 'a', 'y', '+' or '-', ..] } => Day(int.Parse(node.Text[5..], CultureInfo.InvariantCulture)),
        { Plain: true } when decimal.TryParse(node.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number) => number,
        _ => node.Text,
    };

    private string Day(int later) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), solution.Zone).DateTime).AddDays(later)
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
        return answer.Json?["items"]?[0]?["id"] is { } id ? found[path] = id.GetValue<long>()
            : throw new ScenarioStoppedException(new("scenario.not_found", finder, path));
    }

    private async Task<ScenarioAnswer> PostMessage(HttpClient client, ScenarioStepDefinition step, string text)
    {
        var answer = await Send(client, HttpMethod.Post, $"{await AddressOf(step.Of)}/threads/{step.Thread}",
            new JsonObject { ["text"] = text });
        if (step.Name is { } name && answer.Json?["id"]?.GetValue<long>() is { } id) messages[name] = id;
        return answer;
    }

    private async Task<ScenarioAnswer> Files(HttpClient client, string name)
    {
        var seen = new List<ScenarioAnswer>();
        foreach (var group in solution.Entities[(await RecordOf(name)).Entity].FileGroups.Keys)
            seen.Add(await Send(client, HttpMethod.Get, $"{await AddressOf(name)}/files/{group}"));
        var open = seen.Where(answer => answer.Status == Found).ToList();
        return open.Count == 0 ? seen[0] : new(Found, $"{{\"groups\":[{string.Join(',', open.Select(answer => answer.Body))}]}}");
    }

    // A worker of the server takes the run; it is asked how far it is.
    private async Task<ScenarioAnswer> Run(HttpClient client, string job)
    {
        var asked = await Send(client, HttpMethod.Post, $"/api/jobs/{job}/run", new JsonObject());
        if (asked.Json?["id"]?.GetValue<long>() is not { } id) return asked;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var jobs = await Send(client, HttpMethod.Get, "/api/jobs");
            var run = (jobs.Json?["items"] as JsonArray ?? []).FirstOrDefault(item => item!["key"]!.GetValue<string>() == job)?["last_run"];
            if (run?["id"]!.GetValue<long>() is { } last && (last > id || last == id && run["ended_at"] is not null))
                return new(Found, run.ToJsonString());
            await Task.Delay(BetweenTries, stopping);
        }
        throw new ScenarioStoppedException(new("scenario.no_end", job));
    }

    private ScenarioAnswer Later(TimeSpan time)
    {
        if (clock is not IMovableClock movable) throw new ScenarioStoppedException(new("scenario.no_clock"));
        movable.Advance(time);
        return new(Found, "{}");
    }

    private async Task<long> FileOf(string? name, string file)
    {
        var reader = await ClientOf(finder);
        foreach (var group in solution.Entities[(await RecordOf(name)).Entity].FileGroups.Keys)
            if ((await Send(reader, HttpMethod.Get, $"{await AddressOf(name)}/files/{group}")).Json?["items"] is JsonArray items
                && items.FirstOrDefault(item => item!["name"]!.GetValue<string>() == file) is { } item)
                return item["id"]!.GetValue<long>();
        throw new ScenarioStoppedException(new("scenario.no_file", name!, file));
    }

    private async Task<ScenarioAnswer> Upload(HttpClient client, ScenarioStepDefinition step, string file)
    {
        using var content = new MultipartFormDataContent();
        if (step.Kind is { } kind) content.Add(new StringContent(kind), "kind");
        var bytes = new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.4 kabinet scenario"));
        content.Add(bytes, "file", file);
        return await Send(client, HttpMethod.Post, $"{await AddressOf(step.Of)}/files/{step.Group}", content: content);
    }

    private async Task<ScenarioAnswer> Notices(HttpClient client, string name)
    {
        var answer = await Send(client, HttpMethod.Get, "/api/notices?limit=100");
        var (entity, id) = await RecordOf(name);
        var about = (answer.Json?["items"] as JsonArray ?? [])
            .Where(notice => notice?["record"]?.GetValue<long>() == id && notice["entity"]?.GetValue<string>() == entity);
        return new(answer.Status, new JsonObject { ["items"] = new JsonArray([.. about.Select(notice => notice!.DeepClone())]) }
            .ToJsonString());
    }

    /// <summary>A record by the name that a step gave it, or by a value: <c>@item.code=ПР</c>.</summary>
    private async ValueTask<(string Entity, long Id)> RecordOf(string? name) =>
        name is ['@', .. var path] ? (path[..path.IndexOf('.', StringComparison.Ordinal)], await Find(path))
            : name is not null && records.TryGetValue(name, out var record) ? record
            : throw new ScenarioStoppedException(new("scenario.no_record", name ?? ""));

    private async ValueTask<string> AddressOf(string? name)
    {
        var (entity, id) = await RecordOf(name);
        return $"/api/records/{entity}/{id.ToString(CultureInfo.InvariantCulture)}";
    }

    private string Part(string key, string? value) => value is null ? "" : $"&{key}={Uri.EscapeDataString(Filled(value))}";

    private string Filled(string text) =>
        records.Aggregate(text, (filled, record) =>
        filled.Replace($"${record.Key}", record.Value.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
}
