using System.Collections;
using System.Collections.ObjectModel;
using System.Data.Common;
using Kabinet.Engine.Reading;

namespace Kabinet.Web.Exports;

/// <summary>A stream of records as the writer of CSV takes it: one row at a time, every cell a text.</summary>
internal sealed class RecordRows(IReadOnlyList<string> headings, IAsyncEnumerator<Record> rows, CsvForm form)
    : DbDataReader, IDbColumnSchemaGenerator
{
    private Record? current;

    public override int FieldCount => headings.Count;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int Depth => 0;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        current = await rows.MoveNextAsync() ? rows.Current : null;
        return current is not null;
    }

    public ReadOnlyCollection<DbColumn> GetColumnSchema() =>
        new([.. headings.Select((heading, ordinal) => new TextColumn(heading, ordinal))]);

    public override string GetName(int ordinal) => headings[ordinal];

    public override int GetOrdinal(string name) => headings.ToList().IndexOf(name);

    public override Type GetFieldType(int ordinal) => typeof(string);

    public override string GetDataTypeName(int ordinal) => "text";

    public override bool IsDBNull(int ordinal) => false;

    public override string GetString(int ordinal) => form.Cell(current!, ordinal).Harmless;

    public override object GetValue(int ordinal) => GetString(ordinal);

    public override int GetValues(object[] values)
    {
        for (var i = 0; i < FieldCount; i++) values[i] = GetValue(i);
        return FieldCount;
    }

    public override bool Read() => throw Texts();

    public override bool NextResult() => false;

    public override IEnumerator GetEnumerator() => throw Texts();

    public override bool GetBoolean(int ordinal) => throw Texts();

    public override byte GetByte(int ordinal) => throw Texts();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw Texts();

    public override char GetChar(int ordinal) => throw Texts();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw Texts();

    public override DateTime GetDateTime(int ordinal) => throw Texts();

    public override decimal GetDecimal(int ordinal) => throw Texts();

    public override double GetDouble(int ordinal) => throw Texts();

    public override float GetFloat(int ordinal) => throw Texts();

    public override Guid GetGuid(int ordinal) => throw Texts();

    public override short GetInt16(int ordinal) => throw Texts();

    public override int GetInt32(int ordinal) => throw Texts();

    public override long GetInt64(int ordinal) => throw Texts();

    private static NotSupportedException Texts() => new("Cells are texts, read in order");

    private sealed class TextColumn : DbColumn
    {
        public TextColumn(string heading, int ordinal) =>
            (ColumnName, ColumnOrdinal, DataType, AllowDBNull) = (heading, ordinal, typeof(string), false);
    }
}
