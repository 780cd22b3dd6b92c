using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background;

/// <summary>
/// The log of runs as an administrator may see it: why a record has failed is said only to whoever may read the record.
/// </summary>
internal sealed class RunsOverview(Database database, Records records)
{
    public async ValueTask<IReadOnlyList<JobRunState>> Last(Actor actor, IReadOnlyList<string> jobs, CancellationToken cancellation) =>
        jobs.Count == 0 ? [] : await Read(actor, JobStatements.Last(jobs), cancellation);

    public ValueTask<IReadOnlyList<JobRunState>> Recent(Actor actor, IReadOnlyList<string> jobs, int limit,
        CancellationToken cancellation) => Read(actor, JobStatements.Recent(jobs, limit), cancellation);

    public async ValueTask<JobRunState> State(Actor actor, JobRun run, CancellationToken cancellation)
    {
        var state = new JobRunState(run.Id, run.Job, run.PlannedAt, run.StartedAt, run.EndedAt, run.Done, run.Failed)
        {
            User = run.User, Reference = run.Reference, HasFailed = run.Error is not null,
        };
        if (run.Entity is null) return state with { Error = run.Error };
        return await Record(actor, run, cancellation) is { } record ? state with { Error = run.Error, Record = record } : state;
    }

    private async ValueTask<IReadOnlyList<JobRunState>> Read(Actor actor, Statement statement, CancellationToken cancellation)
    {
        var states = new List<JobRunState>();
        foreach (var run in await database.Read(connection =>
            connection.All(database.Dialect, statement, JobRun.Read, cancellation), cancellation))
            states.Add(await State(actor, run, cancellation));
        return states;
    }

    private async ValueTask<(Entity, long, string)?> Record(Actor actor, JobRun run, CancellationToken cancellation)
    {
        if (actor.Solution.Entities.GetValueOrDefault(run.Entity!) is not { } entity || run.Record is not { } id) return null;
        var label = new FieldPath([], entity.Label);
        if (!actor.To(entity).CanRead || await records.Find(actor, entity, id, [label], cancellation: cancellation) is not { } found)
            return null;
        return (entity, id, found.Record[label] as string ?? "");
    }
}
