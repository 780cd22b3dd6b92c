using System.Data.Common;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices;

/// <summary>The statements of <c>_notice</c>.</summary>
internal static class NoticeStatements
{
    private static readonly DataType Id = new(ValueKind.Reference);

    /// <summary>Message of a receiver who has none of his own. Greater than any index of a receiver.</summary>
    private const int Common = 1000;

    private const string Columns =
        "n.\"id\", n.\"notice\", n.\"entity\", n.\"record_id\", n.\"event_id\", n.\"at\", n.\"read_at\", n.\"message\", n.\"batch\", "
            + "w.\"words\"";

    private const string WithWords =
        "\"_notice\" n join \"_notice_words\" w on w.\"event_id\" = n.\"event_id\" and w.\"notice\" = n.\"notice\"";

    /// <summary>
    /// Inserts a notice once for each receiver, in one statement, and returns their ids. The actor, inactive users and users in the trash
    /// are left out. Slots: record, event, id of the actor or 0, batch.
    /// </summary>
    public static StatementTemplate Send(Dialect dialect, Solution solution, Notice notice)
    {
        var parameters = new StatementParameters();
        var writer = new ExpressionWriter(dialect, parameters);
        var (whole, record) = (new Source(notice.Entity, "it"), parameters.Add(Slot(0)));
        var messages = NoticeText.Messages(notice);
        var receivers = notice.Receivers.Where(addressee => addressee.Receiver is not Model.Receiver.Outside).Select((addressee, place) =>
            $"""
            select r{place}.*, {MessageOf(messages, addressee)} as "message"
            from ({Receivers(solution, notice, addressee.Receiver, writer, record)}) r{place}
            """);
        var unread = !notice.Definition.Once ? "" : $"""
             and not exists (select 1 from "_notice" former where former."user_id" = u."id" and former."read_at" is null
              and former."notice" = {Text(writer, whole, notice.Key)} and former."entity" = {Text(writer, whole, notice.Entity.Key)}
              and former."record_id" = {record})
            """;
        var text = $"""
            insert into "_notice" ("user_id", "notice", "entity", "record_id", "event_id", "at", "message", "batch")
            select u."id", {Text(writer, whole, notice.Key)}, {Text(writer, whole, notice.Entity.Key)}, {record}, {parameters.Add(Slot(1))},
            {parameters.Add(new(DataType.DateTime, new NowParameter()))}, min(r."message") % {Common},
            {parameters.Add(new(DataType.Text, new SlotParameter(3)))}
            from ({string.Join(" union all ", receivers)}) r join "user" u on u."id" = r."person"
            where u."active" and u."_deleted_at" is null and u."id" <> {parameters.Add(Slot(2))}{unread} group by u."id"
            returning "user_id"
            """;
        return new(text, parameters.All);
    }

    /// <summary>Stores what a notice says.</summary>
    public static Statement KeepWords(long eventId, Notice notice, NoticeWords words) =>
        new("insert into \"_notice_words\" (\"event_id\", \"notice\", \"entity\", \"words\") values (@p0, @p1, @p2, @p3)", eventId,
            notice.Key, notice.Entity.Key, words.Write());

    /// <summary>
    /// Notices of a user with ids below <paramref name="before"/>, newest first; of those that one step for several records sent, only the
    /// newest.
    /// </summary>
    public static Statement Page(long user, long before, int limit) => new($"""
        select {Columns} from {WithWords} where n."user_id" = @p0 and n."id" < @p1 and (n."batch" is null or not exists (
            select 1 from "_notice" later where later."user_id" = @p0 and later."batch" = n."batch" and later."notice" = n."notice"
            and later."id" > n."id"))
        order by n."id" desc limit @p2
        """, user, before, (long)limit);

    /// <summary>All notices of some batches for a user, newest first.</summary>
    public static Statement OfBatches(long user, IReadOnlyList<string> batches)
    {
        var padded = Padding.Pad(batches);
        return new($"""
            select {Columns} from {WithWords} where n."user_id" = @p0 and n."batch" in ({Padding.Places(padded.Length, 1)})
            order by n."id" desc
            """, [user, .. padded]);
    }

    /// <summary>One notice; its last column is the id of its receiver.</summary>
    public static Statement Find(long id) => new($"""select {Columns}, n."user_id" from {WithWords} where n."id" = @p0""", id);

    /// <summary>Index of the receiver's column in <see cref="Find"/>.</summary>
    public const int Receiver = 10;

    public static StoredNotice Read(Dialect dialect, DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4),
        (DateTime)dialect.Get(row, 5, DataType.DateTime)!, (DateTime?)dialect.Get(row, 6, DataType.DateTime),
        row.GetInt32(7), (string?)dialect.Get(row, 8, DataType.Text), NoticeWords.Read(row.GetString(9)));

    /// <summary>Entities of a user's unread notices.</summary>
    public static Statement UnreadEntities(long user) =>
        new("select distinct \"entity\" from \"_notice\" where \"user_id\" = @p0 and \"read_at\" is null", user);

    /// <summary>
    /// Counts a user's unread notices about readable records of an entity; those of one step for several records count as one. Slots:
    /// user, limit.
    /// </summary>
    public static StatementTemplate Unread(Dialect dialect, Entity entity, Expression rule)
    {
        var parameters = new StatementParameters();
        var writer = new ExpressionWriter(dialect, parameters);
        var source = new Source(entity, "it");
        var condition = writer.Condition(rule, source);
        var text = $"""
            select count(*) from (select distinct n."notice", coalesce(n."batch", cast(n."id" as text)) from "_notice" n
            join {Dialect.Quote(entity.Key)} it on it."id" = n."record_id"{source.JoinSql}
            where n."user_id" = {parameters.Add(Slot(0))} and n."read_at" is null and n."entity" = {Text(writer, source, entity.Key)} and
            it."_deleted_at" is null and ({condition})
            limit {parameters.Add(new(DataType.Whole, new SlotParameter(1)))}) capped
            """;
        return new(text, parameters.All);
    }

    /// <summary>True if a user has unread notices about a record.</summary>
    public static Statement HasUnread(long user, string entity, long record) => new("""
        select exists (select 1 from "_notice" where "user_id" = @p0 and "read_at" is null and "entity" = @p1 and "record_id" = @p2)
        """, user, entity, record);

    /// <summary>Marks a user's notices about a record as read.</summary>
    public static Statement MarkSeen(long user, string entity, long record, DateTime at) => new("""
        update "_notice" set "read_at" = @p3 where "user_id" = @p0 and "read_at" is null and "entity" = @p1 and "record_id" = @p2
        """, user, entity, record, at);

    /// <summary>Marks one notice of a user as read.</summary>
    public static Statement MarkRead(long user, long id, DateTime at) =>
        new("update \"_notice\" set \"read_at\" = @p2 where \"user_id\" = @p0 and \"id\" = @p1 and \"read_at\" is null", user, id, at);

    /// <summary>Marks all notices of a user as read.</summary>
    public static Statement MarkAllRead(long user, DateTime at) =>
        new("update \"_notice\" set \"read_at\" = @p1 where \"user_id\" = @p0 and \"read_at\" is null", user, at);

    private static string Receivers(Solution solution, Notice notice, Receiver receiver, ExpressionWriter writer, string record)
    {
        var source = new Source(notice.Entity, "it");
        return receiver switch
        {
            Receiver.Person person => OfRecord(writer.Column(person.Path, source), source, record),
            Receiver.People { Through: [] } people => OfOwner(writer, people.Collection, record),
            Receiver.People people =>
                OfOwner(writer, people.Collection,
                $"({OfRecord(writer.Column(new([.. people.Through.SkipLast(1)], people.Through[^1]), source), source, record)})"),
            Receiver.WithRole role => WithRole(solution, role.Role, writer, source),
            _ => throw new InvalidOperationException($"Unknown receiver {receiver.GetType().Name}"),
        };
    }

    private static string OfRecord(string column, Source source, string record) =>
        $"select {column} as \"person\" from {Dialect.Quote(source.Entity.Key)} {source.Alias}{source.JoinSql} "
            + $"where {source.Alias}.\"id\" = {record}";

    private static string OfOwner(ExpressionWriter writer, Collection people, string owner)
    {
        var source = new Source(people.Entity, "p");
        var reference = writer.Column(new([], people.Reference), source);
        return $"select p.\"id\" as \"person\" from {Dialect.Quote(people.Entity.Key)} p{source.JoinSql} where {reference} = {owner}";
    }

    private static string WithRole(Solution solution, string role, ExpressionWriter writer, Source source)
    {
        var holding = solution.Roles.Values.Where(other => other.Closure.Contains(role)).Select(other => Text(writer, source, other.Key));
        return $"select m.\"user\" as \"person\" from \"membership\" m where m.\"_deleted_at\" is null "
            + $"and m.\"role\" in ({string.Join(", ", holding)})";
    }

    private static int MessageOf(IReadOnlyList<LocalizedText> messages, Addressee addressee) =>
        addressee.Words is { } words ? 1 + messages.Skip(1).ToList().FindIndex(own => ReferenceEquals(own, words)) : Common;

    private static string Text(ExpressionWriter writer, Source source, string key) =>
        writer.Write(new Constant(DataType.Text, key), source);

    private static ParameterValue Slot(int slot) => new(Id, new SlotParameter(slot));
}

/// <summary>A notice as it is stored, before any access check.</summary>
internal sealed record StoredNotice(long Id, string Kind, string Entity, long RecordId, long EventId, DateTime At, DateTime? ReadAt,
    int Message, string? Batch, NoticeWords Words);
