using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>The readable steps that a database needs before a solution can run on it. Computed without the database.</summary>
public sealed class SchemaPlan
{
    private readonly Schema target;

    internal SchemaPlan(Schema existing, Schema target, IReadOnlyList<SchemaStep> steps) =>
        (Existing, this.target, Steps) = (existing, target, steps);

    /// <summary>The schema that the plan starts from.</summary>
    public Schema Existing { get; }

    /// <summary>Number of the resulting revision.</summary>
    public int Revision => Existing.Revision + 1;

    /// <summary>Whether the tables already match the solution.</summary>
    public bool IsEmpty => Steps.Count == 0;

    internal IReadOnlyList<SchemaStep> Steps { get; }

    /// <summary>Compares existing tables with those needed.</summary>
    internal static SchemaPlan Between(Schema existing, Schema target, Renames renames) =>
        new(existing, target, new SchemaDifference(existing, target, renames).Steps());

    /// <summary>The steps as readable text, one per line; empty when there is nothing to do.</summary>
    public override string ToString() => string.Join('\n', Steps);

    /// <summary>Runs every step and writes the revision in one transaction.</summary>
    /// <exception cref="SchemaException">The data do not allow a step, or another revision was published meanwhile.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    public ValueTask Apply(Database database, Publication publication, CancellationToken cancellation = default) =>
        Apply(database, publication, Around.Nothing, cancellation);

    /// <summary>Runs the plan together with other work of the publication.</summary>
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

    /// <summary>Reasons in the data against the steps, checked before any step runs.</summary>
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
        foreach (var text in dialect.Functions) await transaction.Execute(new(text), cancellation);
    }
}

/// <summary>Work in the transaction of a plan before its first step and after its last.</summary>
internal sealed record Around(Func<Transaction, ValueTask> Before, Func<Transaction, ValueTask> After)
{
    public static readonly Around Nothing = new(_ => ValueTask.CompletedTask, _ => ValueTask.CompletedTask);
}

/// <summary>Who publishes what.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Author">Login of a person, or the name of a service.</param>
/// <param name="Definitions">All definitions as text, kept forever.</param>
public sealed record Publication(DateTime At, string Author, string Definitions)
{
    /// <summary>Reason; null when not given.</summary>
    public string? Reason { get; init; }
    /// <summary>The folder imported last; null when there is none.</summary>
    public BroughtIn? Folder { get; init; }
}
