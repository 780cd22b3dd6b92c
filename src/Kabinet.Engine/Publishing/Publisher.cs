using System.Text.Json;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Publishing;

/// <summary>Makes written definitions the snapshot that serves: brings the tables up to it and numbers it.</summary>
internal sealed class Publisher(Database database, TimeProvider clock, ChangeFeed changes, string author, Kinds kinds)
{
    private int hopeless;

    /// <summary>Publishes what differs from the last revision; the same definitions keep their number.</summary>
    public async ValueTask<Solution> Publish(Written written, CancellationToken cancellation)
    {
        try { return await PublishOnce(written, cancellation); }
        // Another node that starts with the same definitions was faster: now there is nothing left to do.
        catch (SchemaException) when (!cancellation.IsCancellationRequested) { return await PublishOnce(written, cancellation); }
    }

    /// <summary>What was published last, wherever that was, when it is newer than what serves; null when it is not.</summary>
    /// <exception cref="SolutionException">This executable cannot make anything of it.</exception>
    public async ValueTask<Solution?> Newer(int than, CancellationToken cancellation)
    {
        if (await Revisions.LastNumber(database, cancellation) is var number && number <= than || number == hopeless) return null;
        var revision = (await Revisions.Last(database, cancellation))!;
        // Another attempt at the same texts would end in the same way.
        hopeless = revision.Number;
        var solution = SolutionLinker.Link(SolutionReader.Read(JsonSerializer.Deserialize<Dictionary<string, string>>(revision.Definitions)!, kinds), revision.Number, kinds);
        database.ForgetPrepared();
        return solution;
    }

    /// <summary>What publishing would change in the tables, without doing it.</summary>
    public async ValueTask<SchemaPlan> Plan(Written written, CancellationToken cancellation)
    {
        var existing = await Schema.Read(database, cancellation);
        return SchemaPlan.Between(existing, written.Solution with { Revision = existing.Revision });
    }

    private async ValueTask<Solution> PublishOnce(Written written, CancellationToken cancellation)
    {
        var existing = await Schema.Read(database, cancellation);
        var solution = written.Solution with { Revision = existing.Revision };
        var plan = SchemaPlan.Between(existing, solution);
        if (plan.IsEmpty && (await Revisions.Last(database, cancellation))?.Definitions == written.Text) return solution;
        await plan.Apply(database, new(clock.GetUtcNow().UtcDateTime, author, written.Text), transaction => changes.Announce(transaction, [Change.OfDefinitions], cancellation), cancellation);
        return solution with { Revision = plan.Revision };
    }
}
