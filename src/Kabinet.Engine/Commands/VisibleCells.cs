using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands;

/// <summary>Which cells of one record an actor may see: those that one grant shows together with the row.</summary>
internal static class VisibleCells
{
    /// <summary>The query for a record; its result is null where the actor cannot see the record.</summary>
    public static RowQuestion Question(Storage.Dialect dialect, EntityAccess access, bool trash = false) =>
        new(dialect, access.Entity, access.ReadRule, [.. Reading(access).Select(grant => grant.Read!)], trash: trash);

    /// <summary>The fields that the grants of a result show.</summary>
    public static IReadOnlySet<Field> Of(EntityAccess access, RowAnswer answer) =>
        Reading(access).Where((_, i) => answer.Holds(i)).SelectMany(grant => grant.Columns).ToHashSet();

    public static async ValueTask<IReadOnlySet<Field>> VisibleFields(this CommandRun run, EntityAccess access, long id)
    {
        var question = run.Plan(access.Entity, "visible", judged: true, compile: () => Question(run.Plans.Dialect, access));
        return await run.Ask(question, id) is { } answer ? Of(access, answer) : new HashSet<Field>();
    }

    private static IEnumerable<Grant> Reading(EntityAccess access) =>
        access.Grants.Where(grant => grant.Read is not null && grant.Read != Expression.False);
}
