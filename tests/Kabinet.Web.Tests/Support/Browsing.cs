using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kabinet.Web.Tests.Support;

/// <summary>What a browser and a program do.</summary>
public static partial class Browsing
{
    /// <summary>Opens a page and posts a form of it: the proof of origin is taken from there.</summary>
    public static async Task<HttpResponseMessage> Post(this HttpClient browser, string page, string action,
        params (string Name, string Value)[] values)
    {
        var form = values.Select(value => KeyValuePair.Create(value.Name, value.Value))
            .Append(KeyValuePair.Create("__RequestVerificationToken", await browser.FormToken(page)));
        return await browser.PostAsync(action, new FormUrlEncodedContent(form));
    }

    public static async Task<string> FormToken(this HttpClient browser, string page)
    {
        var html = await browser.GetStringAsync(page);
        var match = Token().Match(html);
        match.Success.ShouldBeTrue($"{page} has no form: {html}");
        return WebUtility.HtmlDecode(match.Groups[1].Value);
    }

    public static async Task<JsonElement> GetJson(this HttpClient client, string address)
    {
        var answer = await client.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Sends JSON and reads the answer whatever its status.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Body)> Send(this HttpClient client, HttpMethod method, string address,
        object? body = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
