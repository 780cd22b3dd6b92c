using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Words;

/// <summary>
/// Writes the search words of a record in the transaction that writes the record. Any code that writes a searchable column calls this.
/// </summary>
internal static class WordKeeping
{
    /// <param name="transaction">The current transaction.</param>
    /// <param name="dialect">Dialect of its database.</param>
    /// <param name="entity">Entity of the record.</param>
    /// <param name="id">Its id.</param>
    /// <param name="value">Current text of a column by its name.</param>
    /// <param name="cancellation">Cancels the write.</param>
    public static async ValueTask KeepWords(
        this Transaction transaction, Dialect dialect, Entity entity, long id, Func<string, string?> value, CancellationToken cancellation)
    {
        var table = WordTable.Of(entity);
        if (table.IsEmpty) return;
        await transaction.Execute(new(WordSpelling.Of(dialect).Keep(table, rows: 1), id, table.TextOf(value)), cancellation);
    }
}
