using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>What has to change in a database before a solution can serve, as readable steps. Made without touching the database.</summary>
public sealed class SchemaPlan
{
    private readonly Schema target;

    internal SchemaPlan(Schema existing, Schema target, IReadOnlyList<SchemaStep> steps) => (Existing, this.target, Steps) = (existing, target, steps);

    /// <summary>What the plan starts from.</summary>
    public Schema Existing { get; }

    /// <summary>Number of the revision it leads to.</summary>
    public int Revision => Existing.Revision + 1;

    /// <summary>The tables stand as the solution needs them.</summary>
    public bool IsEmpty => Steps.Count == 0;

    internal IReadOnlyList<SchemaStep> Steps { get; }

    /// <summary>Compares what exists with what is needed.</summary>
    internal static SchemaPlan Between(Schema existing, Schema target, Renames renames) => new(existing, target, new SchemaDifference(existing, target, renames).Steps());

    /// <summary>The steps as people read them, one a line; empty when nothing is to be done.</summary>
    public override string ToString() => string.Join('\n', Steps);

    /// <summary>Takes every step and writes the revision, all in one transaction.</summary>
    /// <exception cref="SchemaException">The data do not allow a step, or another revision was published meanwhile.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public ValueTask Apply(Database database, Publication publication, CancellationToken cancellation = default) =>
        Apply(database, publication, Around.Nothing, cancellation);

    /// <summary>The same with what else belongs to the publication.</summary>
    internal async ValueTask Apply(Database database, Publication publication, Around around, CancellationToken cancellation)
    {
        await database.Write(async transaction =>
        {
            await Lock(transaction, database.Dialect, cancellation);
            await around.Before(transaction);
            if (await Refusals(transaction, database.Dialect, cancellation) is { Count: > 0 } refusals) throw new SchemaException(refusals);
            foreach (var step in Steps)
            {
                foreach (var statement in step.Statements(database.Dialect)) await transaction.Execute(statement, cancellation);
                await step.Work(transaction, database.Dialect, cancellation);
            }
            foreach (var late in Steps.SelectMany(step => step.Afterwards(database.Dialect))) await transaction.Execute(late, cancellation);
            await around.After(transaction);
            return await transaction.Execute(Revisions.Insert(this, target, publication), cancellation);
        }, cancellation);
        database.ForgetPrepared();
    }

    /// <summary>What of the data stands against the steps, asked before any of them is taken.</summary>
    internal async ValueTask<IReadOnlyList<Message>> Refusals(
        Connection connection, Dialect dialect, CancellationToken cancellation, Func<SchemaStep, bool>? which = null)
    {
        var (names, refusals) = (new StandingNames(Steps), new List<Message>());
        foreach (var check in Steps.Where(which ?? (_ => true)).Select(step => step.Check(dialect, names)).OfType<SchemaCheck>())
        {
            var reasons = await connection.Query(check.Statement, row => $"'{row.GetString(0)}' ({row.GetInt64(1)})", cancellation);
            if (reasons.Count > 0) refusals.Add(new(check.Refusal, check.Subject, string.Join(", ", reasons)));
        }
        return refusals;
    }

    private async ValueTask Lock(Transaction transaction, Dialect dialect, CancellationToken cancellation)
    {
        foreach (var text in dialect.SchemaLock) await transaction.Execute(new(text), cancellation);
        var current = await Schema.Read(transaction, dialect, cancellation);
        if (current.Revision != Existing.Revision) throw new RevisionMovedException(current.Revision);
    }
}

/// <summary>What is done in the transaction of a plan besides its steps: before the first and after the last.</summary>
internal sealed record Around(Func<Transaction, ValueTask> Before, Func<Transaction, ValueTask> After)
{
    public static readonly Around Nothing = new(_ => ValueTask.CompletedTask, _ => ValueTask.CompletedTask);
}

/// <summary>Who publishes what.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Author">Login of the person, or the name of the service.</param>
/// <param name="Definitions">All definitions as text, kept for ever.</param>
public sealed record Publication(DateTime At, string Author, string Definitions)
{
    /// <summary>What for; null where the author says nothing.</summary>
    public string? Reason { get; init; }
    /// <summary>The folder that was brought in last; null where there is none.</summary>
    public BroughtIn? Folder { get; init; }
}
