using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Commands;

/// <summary>
/// What a record must meet as it is written: the conditions of its entity, and computed numbers and days that can still be shown. One too great number would
/// otherwise close every list it stands in.
/// </summary>
internal sealed class WrittenQuestion
{
    private readonly Entity entity;
    private readonly Field[] numbers;
    private readonly RowQuestion? question;

    public WrittenQuestion(Dialect dialect, Entity entity)
    {
        this.entity = entity;
        numbers = [.. entity.Fields.Where(field => field is { Type.Kind: ValueKind.Number or ValueKind.Date, Computed: { } computed } && !Aggregates(computed))];
        var asked = entity.Requirements.Select(requirement => requirement.Condition).Concat(numbers.Select(number => number.Computed!)).ToArray();
        question = asked.Length == 0 ? null : new(dialect, entity, Expression.True, asked);
    }

    public async ValueTask Judge(CommandRun run, long id, Refusals refusals)
    {
        if (question is null) return;
        var answer = await run.Ask(question, id) ?? throw RefusedException.NotFound();
        for (var i = 0; i < entity.Requirements.Count; i++)
            if (!answer.Holds(i)) refusals.Add(entity.Requirements[i].Refusal);
        for (var i = 0; i < numbers.Length; i++)
            run.JudgeSize(numbers[i], answer.Values[entity.Requirements.Count + i], refusals);
    }

    /// <summary>What other records add up to is not this one's to answer for, and dear to ask.</summary>
    private static bool Aggregates(Expression computed) =>
        Dependencies.Of(computed) is var needs && (needs.Collections.Count > 0 || needs.Fields.Any(field => field.Computed is { } deeper && Aggregates(deeper)));
}
