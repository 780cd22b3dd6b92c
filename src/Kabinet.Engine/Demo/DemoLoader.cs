using System.Diagnostics;
using Kabinet.Engine.Model;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Outbox;

namespace Kabinet.Engine.Demo;

/// <summary>
/// Fills an empty installation with the demo data of its solution. It runs real commands as sample people at their own time,
/// so histories, notices and numbers are realistic. Reads the solution's <c>demo/</c>; the same seed gives the same data.
/// </summary>
public static class DemoLoader
{
    private static readonly TimeSpan Unread = TimeSpan.FromHours(36);

    /// <summary>Loads all demo data, unless the installation already has people.</summary>
    /// <param name="engine">An installation opened with <paramref name="clock"/>.</param>
    /// <param name="clock">Its clock; it shows real time again afterwards.</param>
    /// <param name="solutionFolder">Folder of the solution.</param>
    /// <param name="cancellation">Cancels the load, which leaves the data incomplete.</param>
    /// <returns>False where the installation was not empty or the solution has no demo.</returns>
    /// <exception cref="SolutionException">The demo refers to something missing, or a command was refused.</exception>
    public static async ValueTask<bool> Load(KabinetEngine engine, DemoClock clock, string solutionFolder,
        CancellationToken cancellation = default)
    {
        var language = engine.Solution.Value.Settings.Language;
        if (!await engine.People.Accounts.IsEmpty(cancellation) || DemoReader.Read(solutionFolder, language) is not { Count: > 0 } files)
            return false;
        if (new DemoCheck(engine.Solution.Value, files, clock.Start).Judge() is { Count: > 0 } problems)
            throw new SolutionException(problems, language);
        var zone = engine.Solution.Value.Zone;
        var moments = new DemoPlan(files, clock.Start.UtcDateTime, zone).Moments();
        var lists = files.SelectMany(file => file.Lists).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var people = new DemoPeople(engine);
        var teller = new DemoPlayer(engine, people, new(lists, zone),
            clock) { Sheets = [.. files.SelectMany(file => file.Sheets.Values).Select(DemoSheet.Of)] };
        clock.Put(clock.Start.UtcDateTime.AddDays(-(double)files.SelectMany(file => file.Records).Select(records => records.Ago)
            .DefaultIfEmpty().Max()));
        foreach (var item in new DemoOrder(engine.Solution.Value, files).Items)
            await (item switch
            {
                DemoItem.Row row => teller.Tell(row, cancellation),
                DemoItem.Person person => teller.Tell(person.Key.Name, person.Definition, cancellation),
                _ => throw new UnreachableException(),
            });
        await Tell(teller, people, (moments, clock.Start.UtcDateTime - Unread), cancellation);
        // Events from before the first start are not news, so no message about them is sent, and letters of those days stay in the log.
        await engine.Database.Write(async transaction =>
        {
            foreach (var statement in MailStatements.Keep) await transaction.Execute(statement, cancellation);
            return await transaction.Execute(OutboxStatements.Discard, cancellation);
        }, cancellation);
        clock.LetGo();
        return true;
    }

    // Notices older than a day and a half are marked as read; otherwise the bell would show half a year of news.
    private static async ValueTask Tell(DemoPlayer teller, DemoPeople people, (IReadOnlyList<DemoMoment> Moments, DateTime ReadUntil) story,
        CancellationToken cancellation)
    {
        var fresh = story.Moments.TakeWhile(moment => moment.At < story.ReadUntil).Count();
        for (var i = 0; i < story.Moments.Count; i++)
        {
            if (i == fresh) await people.ReadNotices(cancellation);
            await teller.Tell(story.Moments[i], cancellation);
        }
        if (fresh == story.Moments.Count) await people.ReadNotices(cancellation);
    }
}
