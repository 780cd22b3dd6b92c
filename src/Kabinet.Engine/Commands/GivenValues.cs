using Kabinet.Engine.Expressions;
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
    /// <param name="entity">The entity.</param>
    /// <param name="values">Raw input by field key.</param>
    /// <param name="mayWrite">Whether the actor may write a field.</param>
    /// <param name="refusals">Receives errors.</param>
    /// <param name="isPresent">
    /// Whether an input is the present value as a form shows it. A value that was stored before its field was narrowed passes unchanged.
    /// </param>
    public static Dictionary<Field, object?> Accept(Entity entity, IReadOnlyDictionary<string, object?> values, Func<Field, bool> mayWrite,
        Refusals refusals, Func<Field, string, bool>? isPresent = null)
    {
        var accepted = new Dictionary<Field, object?>();
        foreach (var (key, input) in values)
            if (entity.Find(key) is not { IsSystem: false, IsStored: true } field || !mayWrite(field))
                refusals.Add(key, new("command.unknown_field"));
            else if (field.Kind.Accept(field, input, out var value) is not { } refusal) accepted[field] = value;
            else if (input is not string text || isPresent?.Invoke(field, text) != true) refusals.Add(key, refusal);
        return accepted;
    }

    /// <summary>Whether a text is what an input shows for a value; browsers and languages spell lines and decimals differently.</summary>
    public static bool IsShown(Field field, object? value, string text, TimeZoneInfo zone) => value is not null
        && Plain(field.Kind.Edit(field, value, zone)) == Plain(text);

    private static string Plain(string text) => text.Trim().ReplaceLineEndings("\n").Replace(',', '.');

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
        return await run.Ask(question, id) is not null;
    }
}
