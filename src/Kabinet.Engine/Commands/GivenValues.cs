using Kabinet.Engine.Expressions;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Validates input: only known and writable fields, each parsed by its kind, references only to records that the actor may see and
/// choose.
/// </summary>
internal static class GivenValues
{
    /// <summary>The accepted values by field. A field the actor may not write gets the same message as one that does not exist.</summary>
    /// <param name="entity">Entity of the record.</param>
    /// <param name="values">The inputs by key.</param>
    /// <param name="mayWrite">Whether the actor may write a field.</param>
    /// <param name="typing">How the input of a field came to be.</param>
    /// <param name="refusals">Collects the errors.</param>
    public static Dictionary<Field, object?> Accept(Entity entity, IReadOnlyDictionary<string, object?> values, Func<Field, bool> mayWrite,
        Func<Field, Typing> typing, Refusals refusals)
    {
        var accepted = new Dictionary<Field, object?>();
        foreach (var (key, input) in values)
            if (entity.Find(key) is not { IsSystem: false, IsStored: true } field || !mayWrite(field))
                refusals.Add(key, new("command.unknown_field"));
            else if (field.Kind.Accept(field, input, typing(field), out var value) is { } refusal) refusals.Add(key, refusal);
            else accepted[field] = value;
        return accepted;
    }

    /// <summary>Refuses references to records that the actor may not read or that the field does not take.</summary>
    public static async ValueTask CheckReferences(this CommandRun run, IEnumerable<(string Key, Field Field, object? Value)> values,
        Refusals refusals)
    {
        foreach (var (key, field, value) in values)
            if (value is long id && field.To is { } target && !await Exists(run, field, target, id))
                refusals.Add(key, new(target.Key == CoreEntities.User ? "command.no_such_person" : "command.no_such_record"));
    }

    private static async ValueTask<bool> Exists(CommandRun run, Field reference, Entity target, long id)
    {
        var access = run.Actor.To(target);
        if (!access.CanRead) return false;
        var question = run.Plan(reference, "reference", judged: true, compile: () =>
            new RowQuestion(run.Plans.Dialect, target,
                Expression.And(access.ReadRule, OptionReading.Choosable(run.Solution, reference) ?? Expression.True), []));
        await run.HoldTarget(reference, id);
        return await run.Ask(question, id) is not null;
    }
}
