using System.Data.Common;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Files;

/// <summary>Statements over files of records; access rights are checked separately, on the record.</summary>
internal static class FileStatements
{
    private const string Columns =
        "\"id\", \"group\", \"name\", \"content_type\", \"size\", \"created_at\", \"created_by\", \"entity\", \"record\", "
        + "\"storage_key\", \"_version\", \"kind\", coalesce(\"series\", \"id\"), coalesce(\"version\", 1), \"outdated\", "
        + "\"width\", \"height\", \"thumbnail_key\", \"message\"";

    private const string Series = "\"entity\" = @p0 and \"record\" = @p1 and coalesce(\"series\", \"id\") = @p2";

    public static Statement OfRecord(string entity, long record) => new($"""
        select {Columns} from "file" where "entity" = @p0 and "record" = @p1 and "message" is null and "_deleted_at" is null
        order by "id" desc
        """, entity, record);

    /// <summary>Attachments of messages of a record.</summary>
    public static Statement OfMessages(string entity, long record, IReadOnlyList<long> messages)
    {
        var padded = Padding.Pad(messages);
        return new($"""
            select {Columns} from "file" where "entity" = @p0 and "record" = @p1 and "message" in ({Padding.Places(padded.Length, 2)})
              and "_deleted_at" is null
            """, [entity, record, .. padded.Cast<object>()]);
    }

    public static Statement ById(long id, bool inTrash = false) => new($"""
        select {Columns} from "file" where "id" = @p0 and "_deleted_at" is {(inTrash ? "not null" : "null")}
        """, id);

    /// <summary>Whether any file, including the trash, has these bytes or this thumbnail.</summary>
    public static Statement HasKey(string key) => new("""
        select "id" from "file" where "storage_key" = @p0 union all select "id" from "file" where "thumbnail_key" = @p0 limit 1
        """, key);

    /// <summary>The last number that a version of a file has had, the trash included.</summary>
    public static Statement LastVersion(StoredFile file) =>
        new($"select max(coalesce(\"version\", 1)) from \"file\" where {Series}", file.Entity, file.Record, file.Series);

    /// <summary>Shows the last version that is not in the trash; the others are older ones.</summary>
    public static Statement ShowLast(StoredFile file) => new($"""
        update "file" set "outdated" = (coalesce("version", 1) < (
          select max(coalesce("version", 1)) from "file" where {Series} and "_deleted_at" is null))
        where {Series}
        """, file.Entity, file.Record, file.Series);

    /// <summary>Gives all versions of a file a kind.</summary>
    public static Statement SetKind(StoredFile file, string? kind) =>
        new($"update \"file\" set \"kind\" = @p3 where {Series}", file.Entity, file.Record, file.Series, kind)
        {
            Types = [DataType.Text, DataType.Whole, DataType.Whole, DataType.Text],
        };

    /// <summary>The roles in which the files of a record were added.</summary>
    public static Statement Adders(string entity, long record) => new("""
        select "part_id", "actor_role" from "_event" where "entity" = @p0 and "record_id" = @p1
        and "kind" in ('FileAdded', 'FileVersionAdded')
        """, entity, record);

    public static StoredFile Read(Dialect dialect, DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4),
            (DateTime)dialect.Get(row, 5, DataType.DateTime)!,
        (long?)dialect.Get(row, 6, new(ValueKind.Reference)), row.GetString(7), row.GetInt64(8), row.GetString(9), row.GetInt32(10))
    {
        Kind = (string?)dialect.Get(row, 11, DataType.Text),
        Series = row.GetInt64(12),
        Number = (int)row.GetInt64(13),
        IsOutdated = dialect.Get(row, 14, DataType.YesNo) is true,
        Pixels = row.IsDBNull(15) ? null : ((int)row.GetInt64(15), (int)row.GetInt64(16)),
        Thumbnail = (string?)dialect.Get(row, 17, DataType.Text),
        Message = row.IsDBNull(18) ? null : row.GetInt64(18),
    };
}

/// <summary>A file's row, without access checks.</summary>
internal sealed record StoredFile(long Id, string Group, string Name, string ContentType, long Size, DateTime At, long? By, string Entity,
    long Record, string Key, int Version)
{
    /// <summary>Key of its kind; null for none.</summary>
    public string? Kind { get; init; }
    /// <summary>Id of its first version: what its versions have in common.</summary>
    public long Series { get; init; }
    /// <summary>Number of this version, from 1.</summary>
    public int Number { get; init; }
    /// <summary>There is a newer version.</summary>
    public bool IsOutdated { get; init; }
    /// <summary>Width and height of a picture.</summary>
    public (int Width, int Height)? Pixels { get; init; }
    /// <summary>Key of the thumbnail.</summary>
    public string? Thumbnail { get; init; }
    /// <summary>The message that it is attached to; null for a file of a group.</summary>
    public long? Message { get; init; }
}
