namespace Kabinet.Engine.Reading;

/// <summary>What one person may ask of the database.</summary>
public sealed record ReadLimits
{
    /// <summary>Highest cost of what a reader asks for himself: conditions, filters and orders.</summary>
    public int Cost { get; init; } = 20_000;

    /// <summary>Cost from which a query is heavy, so that it waits for one of few places.</summary>
    public int HeavyFrom { get; init; } = 200;

    /// <summary>Seconds after which a query is stopped, and after which waiting for a place is given up.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>
    /// Queries with a typed condition that one person runs at once; others of his wait. A cheap condition may go through a whole table, so
    /// by default one person never keeps more than half of the processors busy, or two of them on a small machine.
    /// </summary>
    public int AtOnce { get; init; } = Math.Max(2, Environment.ProcessorCount / 2);

    /// <summary>Heavy queries that one person runs at once; a few others of his wait.</summary>
    public int HeavyAtOnce { get; init; } = 2;

    /// <summary>Heavy queries of everybody at once; the others wait for their turn.</summary>
    public int HeavyTogether { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Megabytes of compiled queries kept for a snapshot of definitions.</summary>
    public int PlanMegabytes { get; init; } = 48;
}
