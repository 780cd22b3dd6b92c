using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Words;

/// <summary>
/// Writes what a record is found by, in the transaction that writes the record. Whoever writes a searchable column calls this.
/// </summary>
internal static class WordKeeping
{
    /// <param name="transaction">The transaction at work.</param>
    /// <param name="dialect">Of its database.</param>
    /// <param name="entity">Whose record.</param>
    /// <param name="id">Its id.</param>
    /// <param name="value">The text of a column as it is now.</param>
    /// <param name="cancellation">Cancels the writing.</param>
    public static async ValueTask KeepWords(
        this Transaction transaction, Dialect dialect, Entity entity, long id, Func<string, string?> value, CancellationToken cancellation)
    {
        var table = WordTable.Of(entity);
        if (table.IsEmpty) return;
        await transaction.Execute(new(WordSpelling.Of(dialect).Keep(table, rows: 1), id, table.TextOf(value)), cancellation);
    }
}
