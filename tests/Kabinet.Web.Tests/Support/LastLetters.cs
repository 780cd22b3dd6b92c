using System.Text.RegularExpressions;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;

namespace Kabinet.Web.Tests.Support;

/// <summary>Letters of a host, as they lie in its database.</summary>
internal static partial class LastLetters
{
    /// <summary>All letters to an address, the latest first.</summary>
    public static async Task<IReadOnlyList<(string Subject, string Text)>> LettersTo(this KabinetHost host, string address)
    {
        await host.Delivered();
        var letters = new Statement("select subject, body from _mail where receiver = @p0 order by id desc", address);
        return await host.Engine.Database.Read(connection =>
            connection.Query(letters, static row => (row.GetString(0), row.GetString(1))));
    }

    /// <summary>Runs what is due, beside the worker of the host, until neither has anything left to deliver.</summary>
    private static async Task Delivered(this KabinetHost host)
    {
        var left = new Statement("""
            select (select count(*) from _outbox) + (select count(*) from _work where subject <> 0 and due_at <= @p0)
            """, host.Engine.Clock.GetUtcNow().UtcDateTime);
        do await host.Engine.Worker.RunDue(TestContext.Current.CancellationToken);
        while (await host.Engine.Database.Read(connection => connection.Scalar(left, DataType.Whole)) is not 0L);
    }

    /// <summary>The address, without the host, of the link in a letter.</summary>
    public static string LinkIn(string text)
    {
        var link = Link().Match(text);
        link.Success.ShouldBeTrue($"no link in: {text}");
        return new Uri(link.Value).PathAndQuery;
    }

    [GeneratedRegex(@"http\S+token=\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
