using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>Statements that write one record of an entity. Each method lists its parameter slots in order.</summary>
internal static class RowStatements
{
    private static readonly DataType Id = new(ValueKind.Reference);

    /// <summary>Inserts a record and returns its id. Slots: the fields.</summary>
    public static StatementTemplate Insert(Entity entity, IReadOnlyList<Field> fields)
    {
        var parameters = new StatementParameters();
        var columns = fields.Select(field => Dialect.Quote(field.Key)).Append("\"_version\"");
        var values = fields.Select((field, slot) => Slot(parameters, field.Type, slot)).Append("1");
        return new($"insert into {Dialect.Quote(entity.Key)} ({string.Join(", ", columns)}) values ({string.Join(", ", values)}) "
            + "returning \"id\"", parameters.All);
    }

    /// <summary>
    /// Updates fields of a record if its version is unchanged. Slots: id, version read, version written, the fields, then the previous
    /// state when the status is among them.
    /// </summary>
    public static StatementTemplate Update(Entity entity, IReadOnlyList<Field> fields)
    {
        var parameters = new StatementParameters();
        var (id, read, written) = (Slot(parameters, Id, 0), Slot(parameters, DataType.Whole, 1), Slot(parameters, DataType.Whole, 2));
        var sets = fields.Select((field, place) => $"{Dialect.Quote(field.Key)} = {Slot(parameters, field.Type, place + 3)}")
            .Append($"\"_version\" = {written}").ToList();
        if (fields.Any(field => field.Key == SystemFields.Status))
            sets.Add($"\"_previous_status\" = {Slot(parameters, DataType.Text, fields.Count + 3)}");
        return new($"update {Dialect.Quote(entity.Key)} set {string.Join(", ", sets)} where \"id\" = {id} and \"_version\" = {read} and "
            + "\"_deleted_at\" is null", parameters.All);
    }

    /// <summary>The version of a record. Slots: id.</summary>
    public static StatementTemplate Version(Entity entity)
    {
        var parameters = new StatementParameters();
        return new($"select \"_version\" from {Dialect.Quote(entity.Key)} where \"id\" = {Slot(parameters, Id, 0)}", parameters.All);
    }

    /// <summary>Moves a record to the trash. Slots: id, version read, moment.</summary>
    public static StatementTemplate Trash(Entity entity)
    {
        var parameters = new StatementParameters();
        var (id, version, moment) = (Slot(parameters, Id, 0), Slot(parameters, DataType.Whole, 1), Slot(parameters, DataType.DateTime, 2));
        return new($"update {Dialect.Quote(entity.Key)} set \"_deleted_at\" = {moment}, \"_version\" = \"_version\" + 1 where \"id\" = "
            + $"{id} and \"_version\" = {version} and \"_deleted_at\" is null", parameters.All);
    }

    /// <summary>Restores a record from the trash. Slots: id.</summary>
    public static StatementTemplate Untrash(Entity entity)
    {
        var parameters = new StatementParameters();
        return new($"update {Dialect.Quote(entity.Key)} set \"_deleted_at\" = null, \"_version\" = \"_version\" + 1 where \"id\" = "
            + $"{Slot(parameters, Id, 0)} and \"_deleted_at\" is not null", parameters.All);
    }

    /// <summary>When a record was moved to the trash. Slots: id.</summary>
    public static StatementTemplate TrashedAt(Entity entity)
    {
        var parameters = new StatementParameters();
        return new($"select \"_deleted_at\" from {Dialect.Quote(entity.Key)} where \"id\" = {Slot(parameters, Id, 0)}", parameters.All);
    }

    /// <summary>Moves the parts of a record to the trash and returns their ids and versions. Slots: owner, moment.</summary>
    public static StatementTemplate TrashParts(Field part)
    {
        var parameters = new StatementParameters();
        var (owner, moment) = (Slot(parameters, Id, 0), Slot(parameters, DataType.DateTime, 1));
        return new($"update {Dialect.Quote(part.Entity.Key)} set \"_deleted_at\" = {moment}, \"_version\" = \"_version\" + 1 where "
            + $"{Dialect.Quote(part.Key)} = {owner} and \"_deleted_at\" is null returning \"id\", \"_version\"", parameters.All);
    }

    /// <summary>Restores the parts that were trashed together with their owner. Slots: owner, moment of that.</summary>
    public static StatementTemplate UntrashParts(Field part)
    {
        var parameters = new StatementParameters();
        var (owner, moment) = (Slot(parameters, Id, 0), Slot(parameters, DataType.DateTime, 1));
        return new($"update {Dialect.Quote(part.Entity.Key)} set \"_deleted_at\" = null, \"_version\" = \"_version\" + 1 where "
            + $"{Dialect.Quote(part.Key)} = {owner} and \"_deleted_at\" = {moment} returning \"id\", \"_version\"", parameters.All);
    }

    /// <summary>
    /// Locks a record until the end of the transaction: alone, so its writers run one after another, or against writers only. Slots: id.
    /// </summary>
    public static StatementTemplate Lock(Entity entity, bool alone = true)
    {
        var parameters = new StatementParameters();
        return new($"select \"id\" from {Dialect.Quote(entity.Key)} where \"id\" = {Slot(parameters, Id, 0)}{Strength(alone)}",
            parameters.All);
    }

    /// <summary>Locks the record that a path from a record leads to, in the same way. Slots: id.</summary>
    public static StatementTemplate LockTarget(Dialect dialect, Entity entity, FieldPath path, bool alone)
    {
        var parameters = new StatementParameters();
        var (writer, source, id) = (new ExpressionWriter(dialect, parameters), new Source(entity, "e"), Slot(parameters, Id, 0));
        var target = writer.Write(new FieldValue(path.Field.Type, [.. path.Through.Select(step => new Step(step, null))], path.Field),
            source);
        return new($"select \"id\" from {Dialect.Quote(path.Field.To!.Key)} where \"id\" = (select {target} from "
            + $"{Dialect.Quote(entity.Key)} e{source.JoinSql} where e.\"id\" = {id}){Strength(alone)}", parameters.All);
    }

    /// <summary>The ids of the records of a collection, in order. Slots: owner.</summary>
    public static StatementTemplate Members(Dialect dialect, Collection collection)
    {
        var parameters = new StatementParameters();
        var member = new Source(collection.Entity, "m");
        var owner = new ExpressionWriter(dialect, parameters).Column(new([], collection.Reference), member);
        return new($"select m.\"id\" from {Dialect.Quote(collection.Entity.Key)} m{member.JoinSql} where {owner} = "
            + $"{Slot(parameters, Id, 0)} and m.\"_deleted_at\" is null order by m.\"id\"", parameters.All);
    }

    // Every writer of a record locks it "for update", with which the weaker lock conflicts; foreign keys take the weaker one by themselves.
    private static string Strength(bool alone) => alone ? " for update" : " for key share";

    private static string Slot(StatementParameters parameters, DataType type, int slot) =>
        parameters.Add(new(type, new SlotParameter(slot)));
}
