using System.Diagnostics;
using System.Globalization;
using Kabinet.Engine.Expressions;

namespace Kabinet.Tests.Storage;

public class DurabilityTests
{
    private const string Target = "KABINET_TEST_CHILD_DATABASE";
    private const int Enough = 300;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Killed_in_the_middle_of_writing_nothing_acknowledged_is_lost_and_nothing_is_half_written(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await fresh.Database.Write(async transaction =>
        {
            await transaction.Execute(new("create table debit (id bigint primary key, note text)"));
            return await transaction.Execute(new("create table credit (id bigint primary key, note text)"));
        });
        var acknowledged = await KillWhileItWrites(fresh.Connection);

        var debits = await fresh.Database.Read(connection =>
            connection.Query(new("select id from debit order by id"), row => row.GetInt64(0)));
        var credits = await fresh.Database.Read(connection =>
            connection.Query(new("select id from credit order by id"), row => row.GetInt64(0)));
        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(Enough);
        debits.Count.ShouldBeInRange(acknowledged.Count, acknowledged.Count + 1);
        acknowledged.Except(debits).ShouldBeEmpty();
        credits.ShouldBe(debits);
        if (kind == Databases.Sqlite)
            (await fresh.Database.Read(connection => connection.Scalar(new("pragma integrity_check"), DataType.Text))).ShouldBe("ok");
    }

    /// <summary>Not a test: the process that the test above starts and kills.</summary>
    [Fact(Explicit = true)]
    public async Task Write_until_killed()
    {
        await using var database = Kabinet.Engine.Storage.Databases.Open(Environment.GetEnvironmentVariable(Target)!);
        await using var output = Console.OpenStandardOutput();
        for (var id = 1L; ; id++)
        {
            var number = id;
            await database.Write(async transaction =>
            {
                await transaction.Execute(new("insert into debit values (@p0, @p1)", number, new string('x', 500)));
                return await transaction.Execute(new("insert into credit values (@p0, @p1)", number, new string('x', 500)));
            });
            output.Write(System.Text.Encoding.ASCII.GetBytes($"\nwritten {number}\n"));
            output.Flush();
        }
    }

    private static async Task<List<long>> KillWhileItWrites(string connection)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { typeof(DurabilityTests).Assembly.Location, "-method",
            $"{typeof(DurabilityTests).FullName}.{nameof(Write_until_killed)}", "-explicit", "only" })
            start.ArgumentList.Add(argument);
        start.Environment[Target] = connection;
        using var child = Process.Start(start)!;
        var acknowledged = new List<long>();
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("written ", StringComparison.Ordinal)) continue;
            acknowledged.Add(long.Parse(line.AsSpan(8), CultureInfo.InvariantCulture));
            if (acknowledged.Count == Enough) child.Kill();
        }
        await child.WaitForExitAsync();
        return acknowledged;
    }
}
