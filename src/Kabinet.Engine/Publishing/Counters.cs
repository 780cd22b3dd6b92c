using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Publishing;

/// <summary>Counters of numbers, which begin with the key of their entity: <c>request 2026</c>.</summary>
internal static class Counters
{
    /// <summary>
    /// Renames counters together with their entity, and converts keys of an earlier Kabinet version, which used the whole pattern.
    /// </summary>
    public static async ValueTask Follow(Transaction transaction, SolutionDefinition before, KeyChanges changes,
        CancellationToken cancellation)
    {
        var counters = await transaction.Query(PublishingStatements.Counters, row =>
            (Key: row.GetString(0), Value: row.GetInt64(1)), cancellation);
        foreach (var (key, value) in counters)
            if (Present(key, before, changes) is { } now && now != key)
            {
                await transaction.Execute(PublishingStatements.ForgetCounter(key), cancellation);
                await transaction.Execute(PublishingStatements.KeepCounter(now, value), cancellation);
            }
    }

    private static string? Present(string key, SolutionDefinition before, KeyChanges changes)
    {
        var (entity, dates) = key.IndexOf(' ', StringComparison.Ordinal) is var blank and >= 0 ? (key[..blank], key[blank..]) : (key, "");
        if (!before.Entities.TryGetValue(entity, out var definition)
            || changes.Present(KeyFamily.Entity, entity) is not { } now) return null;
        if (!dates.Contains('{', StringComparison.Ordinal)) return now + dates;
        return definition.Number is { } pattern ? NumberPattern.CounterOf(now, pattern, dates[1..]) : null;
    }
}
