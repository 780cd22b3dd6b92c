using System.Data.Common;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Threads;

/// <summary>Statements over messages; access rights are checked separately, on the record.</summary>
internal static class ThreadStatements
{
    private const string Columns =
        "\"id\", \"created_at\", \"created_by\", \"author_roles\", \"text\", \"quote\", \"edited_at\", \"passed\", \"_version\"";

    private const string OfThread = "\"entity\" = @p0 and \"record\" = @p1 and \"thread\" = @p2 and \"_deleted_at\" is null";

    private const string Mark = "\"user_id\" = @p3 and \"entity\" = @p0 and \"record\" = @p1 and \"thread\" = @p2";

    /// <summary>Messages with ids below one, newest first.</summary>
    public static Statement Page(ThreadAddress at, long before, int limit) =>
        new($"select {Columns} from \"message\" where {OfThread} and \"id\" < @p3 order by \"id\" desc limit @p4",
            at.Entity, at.Record, at.Thread, before, (long)limit);

    /// <summary>Messages of a conversation by their ids.</summary>
    public static Statement ByIds(ThreadAddress at, IReadOnlyList<long> ids)
    {
        var padded = Padding.Pad(ids);
        var places = string.Join(", ", padded.Select((_, place) => $"@p{place + 3}"));
        return new($"select {Columns} from \"message\" where {OfThread} and \"id\" in ({places})",
            [at.Entity, at.Record, at.Thread, .. padded.Cast<object>()]);
    }

    /// <summary>The last message that a person has read; none where he has read nothing.</summary>
    public static Statement ReadTo(ThreadAddress at, long user) =>
        new($"select \"message\" from \"_thread_read\" where {Mark}", at.Entity, at.Record, at.Thread, user);

    /// <summary>How many messages of others a person has not read, up to a number.</summary>
    public static Statement Unread(ThreadAddress at, long user, int most) => new($"""
        select count(*) from (select 1 from "message" where {OfThread} and ("created_by" is null or "created_by" <> @p3)
          and "id" > coalesce((select "message" from "_thread_read" where {Mark}), 0) limit @p4) as found
        """, at.Entity, at.Record, at.Thread, user, (long)most);

    /// <summary>Marks what a person has read; never less than before.</summary>
    public static Statement MarkRead(ThreadAddress at, long user, long message) => new("""
        insert into "_thread_read" ("user_id", "entity", "record", "thread", "message") values (@p3, @p0, @p1, @p2, @p4)
        on conflict ("user_id", "entity", "record", "thread") do update set "message" = excluded."message"
        where excluded."message" > "_thread_read"."message"
        """, at.Entity, at.Record, at.Thread, user, message);

    /// <summary>The newest message of a conversation.</summary>
    public static Statement Last(ThreadAddress at) =>
        new($"select \"id\" from \"message\" where {OfThread} order by \"id\" desc limit 1", at.Entity, at.Record, at.Thread);

    public static StoredMessage Read(Dialect dialect, DbDataReader row) => new(row.GetInt64(0),
        (DateTime)dialect.Get(row, 1, DataType.DateTime)!, (long?)dialect.Get(row, 2, new(ValueKind.Reference)),
        (string?)dialect.Get(row, 3, DataType.Text) ?? "", (string?)dialect.Get(row, 4, DataType.Text) ?? "")
    {
        Quote = row.IsDBNull(5) ? null : row.GetInt64(5),
        EditedAt = (DateTime?)dialect.Get(row, 6, DataType.DateTime),
        Passed = row.IsDBNull(7) ? null : row.GetInt64(7),
        Version = row.GetInt32(8),
    };
}

/// <summary>Which conversation: of which record, under which key.</summary>
internal sealed record ThreadAddress(string Entity, long Record, string Thread);

/// <summary>A message's row, without access checks.</summary>
internal sealed record StoredMessage(long Id, DateTime At, long? By, string Roles, string Text)
{
    /// <summary>The message that it answers.</summary>
    public long? Quote { get; init; }
    /// <summary>When its author changed it.</summary>
    public DateTime? EditedAt { get; init; }
    /// <summary>The message of another conversation that it passes on.</summary>
    public long? Passed { get; init; }
    public int Version { get; init; }
}
