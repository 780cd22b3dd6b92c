using System.Data.Common;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Notices;

/// <summary>The statements of <c>_notice</c>.</summary>
internal static class NoticeStatements
{
    private static readonly DataType Id = new(ValueKind.Reference);

    /// <summary>
    /// Inserts a notice once for each receiver, in one statement, and returns their ids. The actor, inactive users and users in the trash
    /// are left out. Slots: record, event, id of the actor or 0.
    /// </summary>
    public static StatementTemplate Send(Dialect dialect, Solution solution, Notice notice)
    {
        var parameters = new StatementParameters();
        var writer = new ExpressionWriter(dialect, parameters);
        var (whole, record) = (new Source(notice.Entity, "it"), parameters.Add(Slot(0)));
        var receivers = notice.Receivers.Select(receiver => Receivers(solution, notice, receiver, writer, record)).ToArray();
        var text = $"""
            insert into "_notice" ("user_id", "notice", "entity", "record_id", "event_id", "at")
            select u."id", {Text(writer, whole, notice.Key)}, {Text(writer, whole, notice.Entity.Key)}, {record}, {parameters.Add(Slot(1))},
            {parameters.Add(new(DataType.DateTime, new NowParameter()))}
            from "user" u where u."active" and u."_deleted_at" is null and u."id" <> {parameters.Add(Slot(2))} and u."id" in
            ({string.Join(" union ", receivers)})
            returning "user_id"
            """;
        return new(text, parameters.All);
    }

    /// <summary>Notices of a user with ids below <paramref name="before"/>, newest first.</summary>
    public static Statement Page(long user, long before, int limit) =>
        new("select \"id\", \"notice\", \"entity\", \"record_id\", \"event_id\", \"at\", \"read_at\" from \"_notice\" where \"user_id\" "
            + "= @p0 and \"id\" < @p1 order by \"id\" desc limit @p2", user, before, (long)limit);

    /// <summary>One notice; its last column is the id of its receiver.</summary>
    public static Statement Find(long id) => new("""
        select "id", "notice", "entity", "record_id", "event_id", "at", "read_at", "user_id" from "_notice" where "id" = @p0
        """, id);

    /// <summary>Index of the receiver's column in <see cref="Find"/>.</summary>
    public const int Receiver = 7;

    public static StoredNotice Read(Dialect dialect, DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4),
            (DateTime)dialect.Get(row, 5, DataType.DateTime)!, (DateTime?)dialect.Get(row, 6, DataType.DateTime));

    /// <summary>Entities of a user's unread notices.</summary>
    public static Statement UnreadEntities(long user) =>
        new("select distinct \"entity\" from \"_notice\" where \"user_id\" = @p0 and \"read_at\" is null", user);

    /// <summary>Counts a user's unread notices about readable records of an entity. Slots: user, limit.</summary>
    public static StatementTemplate Unread(Dialect dialect, Entity entity, Expression rule)
    {
        var parameters = new StatementParameters();
        var writer = new ExpressionWriter(dialect, parameters);
        var source = new Source(entity, "it");
        var condition = writer.Condition(rule, source);
        var text = $"""
            select count(*) from (select 1 from "_notice" n join {Dialect.Quote(entity.Key)} it on it."id" = n."record_id"{source.JoinSql}
            where n."user_id" = {parameters.Add(Slot(0))} and n."read_at" is null and n."entity" = {Text(writer, source, entity.Key)} and
            it."_deleted_at" is null and ({condition})
            limit {parameters.Add(new(DataType.Whole, new SlotParameter(1)))}) capped
            """;
        return new(text, parameters.All);
    }

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
            Receiver.People { Through: [] } people => OfOwner(people.Collection, record),
            Receiver.People people =>
                OfOwner(people.Collection,
                $"({OfRecord(writer.Column(new([.. people.Through.SkipLast(1)], people.Through[^1]), source), source, record)})"),
            Receiver.WithRole role => WithRole(solution, role.Role, writer, source),
            _ => throw new InvalidOperationException($"Unknown receiver {receiver.GetType().Name}"),
        };
    }

    private static string OfRecord(string column, Source source, string record) =>
        $"select {column} from {Dialect.Quote(source.Entity.Key)} {source.Alias}{source.JoinSql} where {source.Alias}.\"id\" = {record}";

    private static string OfOwner(Collection people, string owner) =>
        $"select p.\"id\" from {Dialect.Quote(people.Entity.Key)} p where p.{Dialect.Quote(people.Reference.Key)} = {owner}";

    private static string WithRole(Solution solution, string role, ExpressionWriter writer, Source source)
    {
        var holding = solution.Roles.Values.Where(other => other.Closure.Contains(role)).Select(other => Text(writer, source, other.Key));
        return $"select m.\"user\" from \"membership\" m where m.\"_deleted_at\" is null and m.\"role\" in ({string.Join(", ", holding)})";
    }

    private static string Text(ExpressionWriter writer, Source source, string key) =>
        writer.Write(new Constant(DataType.Text, key), source);

    private static ParameterValue Slot(int slot) => new(Id, new SlotParameter(slot));
}

/// <summary>A notice as it is stored, before any access check.</summary>
internal sealed record StoredNotice(long Id, string Kind, string Entity, long RecordId, long EventId, DateTime At, DateTime? ReadAt);
