using System.Data.Common;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Threads;

/// <summary>Statements over messages; access rights are checked separately, on the record.</summary>
internal static class ThreadStatements
{
    private const string Columns =
        "\"id\", \"created_at\", \"created_by\", \"author_roles\", \"text\", \"quote\", \"edited_at\", \"passed\"";

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
        return new($"select {Columns} from \"message\" where {OfThread} and \"id\" in ({Padding.Places(padded.Length, 3)})",
            [at.Entity, at.Record, at.Thread, .. padded.Cast<object>()]);
    }

    /// <summary>The last message that a person has read; none where he has read nothing.</summary>
    public static Statement ReadTo(ThreadAddress at, long user) =>
        new($"select \"message\" from \"_thread_read\" where {Mark}", at.Entity, at.Record, at.Thread, user);

    /// <summary>
    /// How many messages of others a person has not read, up to a number: one row with a number for each conversation of a record.
    /// </summary>
    public static Statement Unread(string entity, long record, IReadOnlyList<string> threads, (long User, int Most) of)
    {
        const int first = 4;
        var counts = threads.Select((_, place) => $"""
            (select count(*) from (select 1 from "message" where "entity" = @p0 and "record" = @p1 and "thread" = @p{first + place}
              and "_deleted_at" is null and ("created_by" is null or "created_by" <> @p2)
              and "id" > coalesce((select "message" from "_thread_read" where "user_id" = @p2 and "entity" = @p0 and "record" = @p1
                and "thread" = @p{first + place}), 0) limit @p3) as found)
            """);
        return new($"select {string.Join(", ", counts)}", [entity, record, of.User, (long)of.Most, .. threads]);
    }

    /// <summary>Remembers the last message of a conversation.</summary>
    public static Statement MarkLast(ThreadAddress at, long message) => new("""
        insert into "_thread" ("entity", "record", "thread", "message") values (@p0, @p1, @p2, @p3)
        on conflict ("entity", "record", "thread") do update set "message" = excluded."message"
        where excluded."message" > "_thread"."message"
        """, at.Entity, at.Record, at.Thread, message);

    /// <summary>
    /// Conversations of the records of an entity, by their last message, newest first. Slots: the person, the message to go on below, the
    /// number of rows.
    /// </summary>
    /// <param name="dialect">Dialect of the database.</param>
    /// <param name="access">The reader's rights.</param>
    /// <param name="unread">True for those with messages that he has not read, false for the others.</param>
    public static StatementTemplate Inbox(Dialect dialect, EntityAccess access, bool unread)
    {
        var (parameters, entity) = (new StatementParameters(), access.Entity);
        var writer = new ExpressionWriter(dialect, parameters);
        var source = new Source(entity, "it");
        var rule = writer.Condition(access.ReadRule, source);
        var seen = entity.Threads.Values.Select(thread => $"t.\"thread\" = {Text(thread.Key)} "
            + $"and ({writer.Condition(access.MayReadFiles(thread.Group), source)})").ToList();
        var text = $"""
            select t."record", t."thread", t."message" from "_thread" t
            join {Dialect.Quote(entity.Key)} it on it."id" = t."record"{source.JoinSql}
            left join "_thread_read" r on r."user_id" = {Slot(0)} and r."entity" = t."entity" and r."record" = t."record"
              and r."thread" = t."thread"
            where t."entity" = {Text(entity.Key)} and it."_deleted_at" is null and ({rule}) and ({string.Join(" or ", seen)})
            and t."message" {(unread ? ">" : "<=")} coalesce(r."message", 0) and t."message" < {Slot(1)}
            order by t."message" desc limit {Slot(2)}
            """;
        return new(text, parameters.All);

        string Text(string key) => writer.Write(new Constant(DataType.Text, key), source);

        string Slot(int slot) => parameters.Add(new(DataType.Whole, new SlotParameter(slot)));
    }

    /// <summary>Messages by their ids, of any conversation.</summary>
    public static Statement Messages(IReadOnlyList<long> ids)
    {
        var padded = Padding.Pad(ids);
        return new($"select {Columns} from \"message\" where \"id\" in ({Padding.Places(padded.Length)})",
            [.. padded.Cast<object>()]);
    }

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
}
