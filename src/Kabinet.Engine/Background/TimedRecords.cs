using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Background;

/// <summary>
/// Finds the records of a job or a timed transition page by page and does the work to each in a transaction of its own. A record that
/// refuses or fails is told of, and the others go on.
/// </summary>
internal sealed class TimedRecords(BackgroundRooms rooms, CommandDoor door, JobRuns runs)
{
    /// <summary>Errors of one run that the log of the program gets; the others are counted.</summary>
    private const int MostTold = 20;
    private readonly CommandPlans plans = new(rooms.Database.Dialect);

    private DateTime Now => rooms.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Does the work to all records beyond those that the run has dealt with.</summary>
    public async ValueTask Run(Solution solution, TimedWork work, JobRun run, WorkItem item, CancellationToken cancellation)
    {
        var pass = new Pass(Actor.Service(solution, Accounts.Worker), work, run, item, cancellation);
        while (await Page(pass) is { Count: > 0 } page)
        {
            var marks = await Marks(pass, page);
            var kept = Now;
            foreach (var found in page)
            {
                var mark = marks.GetValueOrDefault(found.Id);
                if (mark?.Settles(work, run.Id, found.Value, Now) != true) await Deal(pass, found, mark);
                run.After = found.Id;
                if (Now - kept < WorkQueue.Lease / 2) continue;
                await runs.Progress(run, item, cancellation);
                kept = Now;
            }
            if (page.Count < TimedPage.Size) return;
            await runs.Progress(run, item, cancellation);
        }
    }

    private async ValueTask<List<FoundId>> Page(Pass pass)
    {
        var page = plans.Get(pass.Actor.Solution, new("", pass.Work, "page"), () => new TimedPage(rooms.Database.Dialect, pass.Work));
        var bindings = new ActorBindings(pass.Actor, Now);
        return await rooms.Database.Read(connection =>
            page.Read(connection, bindings, pass.Run.After, pass.Cancellation), pass.Cancellation);
    }

    private async ValueTask<Dictionary<long, JobMark>> Marks(Pass pass, List<FoundId> page)
    {
        var statement = JobStatements.Marks(pass.Work.Key, pass.Work.Entity.Key, [.. page.Select(found => found.Id)]);
        var marks = await rooms.Database.Read(connection =>
            connection.All(rooms.Database.Dialect, statement, ReadMark, pass.Cancellation), pass.Cancellation);
        return marks.ToDictionary(pair => pair.Record, pair => pair.Mark);
    }

    private async ValueTask Deal(Pass pass, FoundId found, JobMark? mark)
    {
        try
        {
            var outcome = await door.Do(pass.Actor, run =>
            {
                run.Batch = pass.Batch;
                return TimedStep.Run(run, pass.Work, found.Id,
                    (command, value) => Claim(pass, command, found.Id, JobMark.TextOf(value)));
            }, pass.Cancellation);
            if (outcome is Outcome.Done) pass.Run.Done++;
            else if (WordsOf(pass.Actor.Solution, outcome) is { } words) await Refused(pass, found, mark, words, null);
        }
        catch (OperationCanceledException) when (pass.Cancellation.IsCancellationRequested) { throw; }
        catch (DatabaseUnavailableException) { throw; }
        catch (Exception error)
        {
            await Refused(pass, found, mark, error.Message, pass.Run.Failed < MostTold ? pass.Item.Tell(error) : null);
        }
    }

    /// <summary>Marks a locked record as dealt with; false if another node or an earlier attempt has.</summary>
    private async ValueTask<bool> Claim(Pass pass, CommandRun command, long record, string value)
    {
        var (work, now) = (pass.Work, command.Bindings.Now);
        var present = await command.Transaction.First(command.Plans.Dialect, JobStatements.Marks(work.Key, work.Entity.Key, [record]),
            row => ReadMark(row).Mark, command.Cancellation);
        if (present is not null && present.Settles(work, pass.Run.Id, value, now)) return false;
        await command.Transaction.Execute(
            JobStatements.Mark(work.Key, work.Entity.Key, record, new(value, pass.Run.Id, now, 0)), command.Cancellation);
        return true;
    }

    private async ValueTask Refused(Pass pass, FoundId found, JobMark? before, string words, string? reference)
    {
        var (work, tries) = (pass.Work, before?.Value == found.Value ? before.Tries + 1 : 1);
        pass.Run.Fail(work.Entity.Key, found.Id, words, reference);
        var statement = JobStatements.Mark(work.Key, work.Entity.Key, found.Id, new(found.Value, pass.Run.Id, Now, tries));
        await rooms.Database.Write(transaction => transaction.Execute(statement, pass.Cancellation), pass.Cancellation);
    }

    /// <summary>Why a record refused; null where there is nothing to do to it any more.</summary>
    private static string? WordsOf(Solution solution, Outcome outcome)
    {
        var language = solution.Settings.Language;
        return outcome switch
        {
            Outcome.Invalid invalid => string.Join(". ", invalid.Errors.Values.SelectMany(messages => messages)
                .Select(message => Texts.Say(message, language)).Distinct(StringComparer.Ordinal)),
            Outcome.Conflict conflict => Texts.Say(conflict.Message, language),
            _ => null,
        };
    }

    private static (long Record, JobMark Mark) ReadMark(Row row) =>
        (row.Id(0), new(row.Text(1), row.Id(2), row.Moment(3), (int)row.Id(4)));

    /// <summary>One pass over the records of some work.</summary>
    private sealed record Pass(Actor Actor, TimedWork Work, JobRun Run, WorkItem Item, CancellationToken Cancellation)
    {
        /// <summary>Notices of one pass to one person are one line.</summary>
        public Guid Batch { get; } = Guid.NewGuid();
    }
}
