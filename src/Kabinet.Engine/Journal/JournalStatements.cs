using System.Data.Common;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Journal;

/// <summary>The statements of <c>_event</c>. Events are only inserted, never updated or deleted.</summary>
internal static class JournalStatements
{
    private static readonly DataType Id = new(ValueKind.Reference);

    private static readonly (string Column, DataType Type)[] Columns =
    [
        ("at", DataType.DateTime), ("actor_id", Id), ("impersonator_id", Id), ("actor_role", DataType.Text), ("entity", DataType.Text),
            ("record_id", Id), ("kind", DataType.Text),
        ("transition", DataType.Text), ("from_state", DataType.Text), ("to_state", DataType.Text), ("comment", DataType.Text),
            ("changes", DataType.Text), ("subject", DataType.Text),
        ("part", DataType.Text), ("part_id", Id), ("audience", DataType.Text), ("version", DataType.Whole), ("revision", DataType.Whole),
    ];

    private static readonly string InsertText =
        $"insert into \"_event\" ({string.Join(", ", Columns.Select(column => Dialect.Quote(column.Column)))}) values "
            + $"({string.Join(", ", Columns.Select((_, place) => $"@p{place}"))}) returning \"id\"";

    private static readonly DataType[] InsertTypes = [.. Columns.Select(column => column.Type)];

    private const string Listed =
        "select \"id\", \"at\", \"actor_id\", \"impersonator_id\", \"actor_role\", \"record_id\", \"kind\", \"transition\", "
            + "\"from_state\", \"to_state\", \"comment\", \"changes\", \"subject\", \"part\", \"part_id\", \"audience\" from \"_event\"";

    /// <summary>Inserts an event and returns its id.</summary>
    public static Statement Insert(ActorBindings who, EventEntry entry) => new(InsertText,
        who.Now, who.Actor.UserId, who.Actor.ImpersonatorId, who.Actor.RoleKey, entry.Entity.Key, entry.RecordId, entry.Kind.Key,
        entry.Transition?.Key, entry.From, entry.To, entry.Comment, ChangesJson.Write(entry.Changes), entry.Subject,
        entry.Part, entry.PartId,
        (entry.Audience ?? entry.Transition?.Audience) is { } audience ? string.Join(',', audience.Order(StringComparer.Ordinal)) : null,
        (long)entry.Version, (long)who.Actor.Solution.Revision)
    { Types = InsertTypes };

    /// <summary>Events of a record with ids below <paramref name="before"/>, newest first.</summary>
    public static Statement Page(string entity, long id, long before, int limit) =>
        new($"{Listed} where \"entity\" = @p0 and \"record_id\" = @p1 and \"id\" < @p2 order by \"id\" desc limit @p3", entity, id, before,
            (long)limit);

    /// <summary>Changes of a record's state and steps with a comment, newest first.</summary>
    public static Statement Moves(string entity, long id, int limit) =>
        new($"{Listed} where \"entity\" = @p0 and \"record_id\" = @p1 and \"kind\" = 'Transition' and \"to_state\" is not null "
            + "and (\"from_state\" is null or \"from_state\" <> \"to_state\" or \"comment\" is not null) order by \"id\" desc limit @p2",
            entity, id, (long)limit);

    /// <summary>Entries into states and new parts of some entities, newest first.</summary>
    public static Statement Told((string Entity, long Id) of, IReadOnlyList<string> states, IReadOnlyList<string> parts, long before,
        int limit)
    {
        var first = 4;
        var ofStates = Condition("\"kind\" = 'Transition' and \"part\" is null "
            + "and (\"from_state\" is null or \"from_state\" <> \"to_state\") and \"to_state\"", states, ref first);
        var ofParts = Condition("\"kind\" = 'Created' and \"part\"", parts, ref first);
        return new($"{Listed} where \"entity\" = @p0 and \"record_id\" = @p1 and \"id\" < @p2 and ({ofStates} or {ofParts}) "
            + "order by \"id\" desc limit @p3", [of.Entity, of.Id, before, (long)limit, .. states, .. parts]);
    }

    private static string Condition(string column, IReadOnlyList<string> keys, ref int first)
    {
        if (keys.Count == 0) return "1 = 0";
        var start = first;
        first += keys.Count;
        return $"({column} in ({Padding.Places(keys.Count, start)}))";
    }

    /// <summary>Events by their ids.</summary>
    public static Statement ByIds(IReadOnlyList<long> ids)
    {
        var padded = Padding.Pad(ids);
        return new($"{Listed} where \"id\" in ({Padding.Places(padded.Length)})", [.. padded.Cast<object>()]);
    }

    /// <summary>Changes of a record's own fields in versions after the given one, oldest first.</summary>
    public static Statement ChangesSince(string entity, long id, int version) =>
        new("select \"changes\" from \"_event\" where \"entity\" = @p0 and \"record_id\" = @p1 and \"version\" > @p2 and \"part\" is "
            + "null and \"changes\" is not null order by \"id\"", entity, id, (long)version);

    public static StoredEvent Read(Dialect dialect, DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        At = (DateTime)dialect.Get(row, 1, DataType.DateTime)!,
        ActorId = (long?)dialect.Get(row, 2, Id),
        ImpersonatorId = (long?)dialect.Get(row, 3, Id),
        ActorRoles = row.GetString(4),
        RecordId = row.GetInt64(5),
        Kind = row.GetString(6),
        Transition = Text(dialect, row, 7),
        From = Text(dialect, row, 8),
        To = Text(dialect, row, 9),
        Comment = Text(dialect, row, 10),
        Changes = Text(dialect, row, 11),
        Subject = Text(dialect, row, 12),
        Part = Text(dialect, row, 13),
        PartId = (long?)dialect.Get(row, 14, Id),
        Audience = Text(dialect, row, 15),
    };

    private static string? Text(Dialect dialect, DbDataReader row, int column) => (string?)dialect.Get(row, column, DataType.Text);
}
