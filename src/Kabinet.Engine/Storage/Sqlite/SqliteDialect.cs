using System.Data.Common;
using System.Globalization;
using Kabinet.Engine.Expressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kabinet.Engine.Storage.Sqlite;

/// <summary>SQLite: numbers are integers in units of their scale, days are ISO text, moments are milliseconds since 1970.</summary>
internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

    public override string Name => "sqlite";

    internal override string IdColumn => "integer primary key autoincrement";

    public override string ColumnType(DataType type) => type.Kind is ValueKind.Text or ValueKind.Choice or ValueKind.Date ? "text" : "integer";

    public override string Fold(string text) => $"fold({text})";

    public override object ToDatabase(object? value, DataType type) => value switch
    {
        null => DBNull.Value,
        string => value,
        long number => type is { Kind: ValueKind.Number, Scale: > 0 } ? Exact.ToUnits(number, type.Scale) : value,
        int number => Exact.ToUnits(number, type.Scale),
        decimal number => Exact.ToUnits(number, type.Scale),
        bool answer => answer ? 1L : 0L,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => Milliseconds(moment),
        Guid id => id.ToString(),
        _ => throw new ArgumentException($"A {value.GetType().Name} is no value of a column", nameof(value)),
    };

    public override object? Get(DbDataReader row, int ordinal, DataType type)
    {
        var statement = ((SqliteDataReader)row).Handle!;
        var stored = raw.sqlite3_column_type(statement, ordinal);
        if (stored == raw.SQLITE_NULL) return null;
        return type.Kind switch
        {
            ValueKind.Text or ValueKind.Choice => raw.sqlite3_column_text(statement, ordinal).utf8_to_string(),
            ValueKind.Date => Day(raw.sqlite3_column_blob(statement, ordinal)),
            ValueKind.Number when type.Scale > 0 => Exact.FromUnits(Integer(statement, ordinal, stored), type.Scale),
            ValueKind.Number or ValueKind.Reference => Integer(statement, ordinal, stored),
            ValueKind.YesNo => raw.sqlite3_column_int64(statement, ordinal) != 0 ? Yes : No,
            ValueKind.DateTime => DateTime.UnixEpoch.AddTicks(Integer(statement, ordinal, stored) * TimeSpan.TicksPerMillisecond),
            _ => null,
        };
    }

    /// <summary>SQLite turns an integer that overflows into floating point without a word; here it is caught.</summary>
    private static long Integer(sqlite3_stmt statement, int ordinal, int stored) =>
        stored == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(statement, ordinal) : throw new OverflowException($"Column {ordinal} is not an exact number");

    private static long Milliseconds(DateTime moment) => (Exact.ToMilliseconds(moment) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;

    private static DateOnly Day(ReadOnlySpan<byte> text) => new(Digits(text[..4]), Digits(text.Slice(5, 2)), Digits(text.Slice(8, 2)));

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text) number = number * 10 + (digit - '0');
        return number;
    }
}
