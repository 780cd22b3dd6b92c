using System.Globalization;
using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Api;

/// <summary>A moment that the API writes is one that it reads.</summary>
public sealed class MomentsApiTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_moment_is_understood_in_every_form_that_a_program_writes(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        var task = (await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Смета" })).Body;
        var written = task.GetProperty("updated_at").GetString()!;
        var moment = DateTimeOffset.Parse(written, CultureInfo.InvariantCulture);
        var same = new[]
        {
            written, moment.ToOffset(TimeSpan.FromHours(3)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
            moment.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            moment.ToOffset(TimeSpan.FromHours(-11)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
        };
        foreach (var text in same)
        {
            (await Found(chief, $"updated_at = '{text}'")).ShouldBe(1, text);
            (await Found(chief, $"updated_at >= '{text}' and updated_at <= '{text}'")).ShouldBe(1, text);
            (await Found(chief, $"updated_at > '{text}'")).ShouldBe(0, text);
            (await Found(chief, $"updated_at in ('{text}')")).ShouldBe(1, text);
            (await Found(chief, $"updated_at between '{text}' and '{text}'")).ShouldBe(1, text);
        }
        (await Found(chief, $"updated_at < '{moment.AddMilliseconds(1):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}'")).ShouldBe(1);
        (await Found(chief, $"updated_at >= '{moment.AddDays(-2):yyyy-MM-dd}'")).ShouldBe(1);
        (await Found(chief, $"updated_at >= '{moment.AddMinutes(-1):yyyy-MM-dd'T'HH:mm'Z'}'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-13-01T10:00:00Z")]
    [InlineData("2026-01-01T10:00:00+99:00")]
    [InlineData("2026-01-01T25:00Z")]
    [InlineData("yesterday")]
    public async Task What_is_no_moment_is_refused_with_words(string text)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        (await chief.Send(HttpMethod.Get, $"/api/records/task?where={Uri.EscapeDataString($"updated_at >= '{text}'")}")).Status
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<int> Found(HttpClient client, string where) =>
        (await client.GetJson($"/api/records/task?where={Uri.EscapeDataString(where)}")).GetProperty("items").GetArrayLength();
}
