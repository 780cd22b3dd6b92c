using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Reading;

/// <summary>
/// How many bytes the compiled plans of one kind may take. What readers ask for shapes them, so their number alone is no bound.
/// </summary>
internal sealed record PlanRoom(long Bytes)
{
    /// <summary>Kinds of plans that share the room: lists, sums, counts, totals, single records, groups.</summary>
    private const int Kinds = 6;
    private const long Megabyte = 1_048_576;
    /// <summary>What a plan takes besides its text: its key with the condition, its parameters and its columns.</summary>
    private const long Own = 2_000, PerParameter = 150, PerCell = 100;

    public static PlanRoom Of(ReadLimits limits) => new(limits.PlanMegabytes * Megabyte / Kinds);

    /// <summary>Bytes of a plan, roughly.</summary>
    public static long Of(StatementTemplate statement, int cells = 0) =>
        Own + statement.Text.Length * sizeof(char) + statement.Parameters.Count * PerParameter + cells * PerCell;
}
