using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;

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

    /// <summary>Compares what exists with what a solution needs.</summary>
    public static SchemaPlan Between(Schema existing, Solution solution) =>
        Between(existing, Schema.Of(solution), Renames.Of(solution));

    internal static SchemaPlan Between(Schema existing, Schema target, Renames renames) => new(existing, target, new SchemaDifference(existing, target, renames).Steps());

    /// <summary>The steps as people read them, one a line; empty when nothing is to be done.</summary>
    public override string ToString() => string.Join('\n', Steps);

    /// <summary>Takes every step and writes the revision, all in one transaction; <paramref name="announce"/> tells other nodes in the same.</summary>
    /// <exception cref="SchemaException">The data do not allow a step, or another revision was published meanwhile.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async ValueTask Apply(Database database, Publication publication, Func<Transaction, ValueTask>? announce = null, CancellationToken cancellation = default)
    {
        await database.Write(async transaction =>
        {
            await Lock(transaction, database.Dialect, cancellation);
            foreach (var step in Steps) await Take(step, transaction, database.Dialect, cancellation);
            foreach (var late in Steps.SelectMany(step => step.Afterwards(database.Dialect))) await transaction.Execute(late, cancellation);
            if (announce is not null) await announce(transaction);
            return await transaction.Execute(Revisions.Insert(this, target, publication), cancellation);
        }, cancellation);
        database.ForgetPrepared();
    }

    private async ValueTask Lock(Transaction transaction, Dialect dialect, CancellationToken cancellation)
    {
        foreach (var text in dialect.SchemaLock) await transaction.Execute(new(text), cancellation);
        var current = await Schema.Read(transaction, dialect, cancellation);
        if (current.Revision != Existing.Revision) throw new SchemaException($"Revision {current.Revision} was published meanwhile");
    }

    private static async ValueTask Take(SchemaStep step, Transaction transaction, Dialect dialect, CancellationToken cancellation)
    {
        if (step.Check(dialect) is { } check && await transaction.Query(check.Statement, row => row.GetString(0), cancellation) is { Count: > 0 } reasons)
            throw new SchemaException($"{check.Refusal}: {string.Join(", ", reasons.Select(reason => $"'{reason}'"))}");
        foreach (var statement in step.Statements(dialect)) await transaction.Execute(statement, cancellation);
    }
}

/// <summary>Who publishes what.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Author">Login of the person, or the name of the service.</param>
/// <param name="Definitions">All definitions as text, kept for ever.</param>
public sealed record Publication(DateTime At, string Author, string Definitions);
