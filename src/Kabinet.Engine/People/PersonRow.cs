using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

internal static class PersonRow
{
    /// <summary>Reads a person from the seven columns that start at <paramref name="first"/>.</summary>
    public static Person Person(this Row row, int first) =>
        new(row.Id(first), row.Text(first + 1), row.TextOrNull(first + 2) ?? row.Text(first + 1), row.TextOrNull(first + 3),
            row.TextOrNull(first + 4), row.TextOrNull(first + 5), row.TextOrNull(first + 6));
}
