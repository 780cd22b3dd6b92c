using System.Data.Common;
using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kabinet.Engine.Storage.Sqlite;

/// <summary>SQLite dialect: numbers are integers in units of their scale, days are ISO text, moments are milliseconds since 1970.</summary>
internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

    public override string Name => "sqlite";

    internal override string IdColumn => "integer primary key autoincrement";

    internal override bool ReferencesInTable => true;

    internal override Statement CatalogueColumns { get; } =
        new("select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'");

    internal override Statement CatalogueIndexes { get; } = new("select name from sqlite_master where type = 'index'");

    internal override IReadOnlyList<string> SchemaLock => [];

    internal override bool LocksRows => false;

    internal override Statement? Lock(string name) => null;

    public override string ColumnType(DataType type) =>
        type.Kind is ValueKind.Text or ValueKind.Choice or ValueKind.Date ? "text" : "integer";

    public override string Fold(string text) => $"fold({text})";

    public override string Natural(string text) => $"natural({text})";

    internal override string Lookalike(string text) => $"lookalike({text})";

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

    internal override string? UnfitNumber(string column, int from, int to) =>
        from > to ? $"{column} % {Exact.Power(from - to)} <> 0" : from < to ? $"abs({column}) > {long.MaxValue / Exact.Power(to - from)}"
            : null;

    /// <summary>Text gets a new column, because a column with integer affinity would turn digits back into integers.</summary>
    internal override IEnumerable<string> Retype(string table, TableColumn from, TableColumn to)
    {
        var (name, column, making) = (Quote(table), Quote(from.Name), Quote($"_new_{from.Name}"));
        var (scale, aim) = (from.Type.Scale, to.Type.Scale);
        return (from.Type.Kind, to.Type.Kind) switch
        {
            (ValueKind.Number, ValueKind.Number) =>
                [$"update {name} set {column} = {column} {(scale < aim ? '*' : '/')} {Exact.Power(Math.Abs(aim - scale))}"],
            (ValueKind.Number, ValueKind.Text) =>
            [
                $"alter table {name} add column {making} text",
                $"update {name} set {making} = {Digits(column, scale)}",
                $"alter table {name} drop column {column}",
                $"alter table {name} rename column {making} to {column}",
            ],
            _ => [],
        };
    }

    private static string Digits(string column, int scale) => scale == 0
        ? $"cast({column} as text)"
        : $"case when {column} is not null then printf('%s%d.%0{scale}d', case when {column} < 0 then '-' else '' end, abs({column}) / "
            + $"{Exact.Power(scale)}, abs({column}) % {Exact.Power(scale)}) end";

    /// <summary>SQLite silently turns an overflowing integer into floating point; this throws instead.</summary>
    private static long Integer(sqlite3_stmt statement, int ordinal, int stored) =>
        stored == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(statement, ordinal) : throw new NumberOverflowException();

    private static long Milliseconds(DateTime moment) =>
        (Exact.ToMilliseconds(moment) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;

    private static DateOnly Day(ReadOnlySpan<byte> text) => new(Digits(text[..4]), Digits(text.Slice(5, 2)), Digits(text.Slice(8, 2)));

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text) number = number * 10 + (digit - '0');
        return number;
    }
}
