using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Commands;

/// <summary>Statements over <c>_command</c>: command ids with their outcomes, so that a repeat returns the first outcome.</summary>
internal static class RepeatStatements
{
    /// <summary>Inserts a command id of an actor; inserts nothing for a repeat. A simultaneous repeat waits here for the first.</summary>
    public static Statement Take(Guid command, string actor, DateTime at, string content) =>
        new("insert into \"_command\" (\"id\", \"actor\", \"at\", \"content\") values (@p0, @p1, @p2, @p3) "
            + "on conflict (\"id\", \"actor\") do nothing", command, actor, at, content);

    public static Statement Done(Guid command, string actor, long record, int version, string? status) =>
        new("update \"_command\" set \"record_id\" = @p2, \"version\" = @p3, \"status\" = @p4 where \"id\" = @p0 and \"actor\" = @p1",
            command, actor, record, (long)version, status);

    public static Statement Find(Guid command, string actor) =>
        new("select \"record_id\", \"version\", \"status\", \"content\" from \"_command\" where \"id\" = @p0 and \"actor\" = @p1",
            command, actor);

    /// <summary>Deletes ids that are too old to be repeated.</summary>
    public static Statement Forget(DateTime before) => new("delete from \"_command\" where \"at\" < @p0", before);
}
