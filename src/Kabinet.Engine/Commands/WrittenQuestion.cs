using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Checks a written record: the requirements of its entity, and that its computed numbers and days do not overflow. One overflow would
/// break every list that shows the record.
/// </summary>
internal sealed class WrittenQuestion
{
    private readonly Entity entity;
    private readonly Field[] numbers;
    private readonly RowQuestion? question;

    public WrittenQuestion(Dialect dialect, Entity entity)
    {
        this.entity = entity;
        numbers = [.. entity.Fields.Where(field =>
            field is { Type.Kind: ValueKind.Number or ValueKind.Date, Computed: { } computed } && !Aggregates(computed))];
        var asked = entity.Requirements.Select(requirement => requirement.Condition).Concat(numbers.Select(number => number.Computed!))
            .ToArray();
        question = asked.Length == 0 ? null : new(dialect, entity, Expression.True, asked);
    }

    /// <param name="run">The command.</param>
    /// <param name="id">The record.</param>
    /// <param name="refusals">Errors are added.</param>
    /// <param name="form">The fields at which an unmet requirement is told.</param>
    public async ValueTask Judge(CommandRun run, long id, Refusals refusals, MarkedFields form)
    {
        if (question is null) return;
        var answer = await run.Ask(question, id) ?? throw RefusedException.NotFound();
        for (var i = 0; i < entity.Requirements.Count; i++)
            if (!answer.Holds(i))
                refusals.Add(entity.Requirements[i], form, await RefusalWords.Of(run, entity, id, entity.Requirements[i]));
        for (var i = 0; i < numbers.Length; i++)
            run.JudgeSize(numbers[i], answer.Values[entity.Requirements.Count + i], refusals);
    }

    /// <summary>
    /// Whether a value aggregates other records. Such values are not checked: they are expensive and not this record's fault.
    /// </summary>
    private static bool Aggregates(Expression computed) =>
        Dependencies.Of(computed) is var needs
            && (needs.Collections.Count > 0 || needs.Fields.Any(field => field.Computed is { } deeper && Aggregates(deeper)));
}
