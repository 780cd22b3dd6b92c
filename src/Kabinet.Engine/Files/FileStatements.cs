using System.Data.Common;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Files;

/// <summary>Statements that find files of records; access rights are checked separately, on the record.</summary>
internal static class FileStatements
{
    private const string Columns =
        "\"id\", \"group\", \"name\", \"content_type\", \"size\", \"created_at\", \"created_by\", \"entity\", \"record\", "
        + "\"storage_key\", \"_version\"";

    public static Statement OfRecord(string entity, long record) =>
        new($"select {Columns} from \"file\" where \"entity\" = @p0 and \"record\" = @p1 and \"_deleted_at\" is null order by \"id\" desc",
            entity, record);

    public static Statement CountOfRecord(string entity, long record) =>
        new("select count(*) from \"file\" where \"entity\" = @p0 and \"record\" = @p1 and \"_deleted_at\" is null", entity, record);

    public static Statement ById(long id, bool inTrash = false) =>
        new($"select {Columns} from \"file\" where \"id\" = @p0 and \"_deleted_at\" is {(inTrash ? "not null" : "null")}", id);

    /// <summary>Whether any file, including the trash, has these bytes.</summary>
    public static Statement HasKey(string key) => new("select \"id\" from \"file\" where \"storage_key\" = @p0", key);

    /// <summary>The roles in which the files of a record were added.</summary>
    public static Statement Adders(string entity, long record) =>
        new("select \"part_id\", \"actor_role\" from \"_event\" where \"entity\" = @p0 and \"record_id\" = @p1 and \"kind\" = 'FileAdded'",
            entity, record);

    public static StoredFile Read(Dialect dialect, DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4),
            (DateTime)dialect.Get(row, 5, DataType.DateTime)!,
        (long?)dialect.Get(row, 6, new(ValueKind.Reference)), row.GetString(7), row.GetInt64(8), row.GetString(9), row.GetInt32(10));
}

/// <summary>A file's row, without access checks.</summary>
internal sealed record StoredFile(long Id, string Group, string Name, string ContentType, long Size, DateTime At, long? By, string Entity,
    long Record, string Key, int Version);
