using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Commands;

/// <summary>
/// The computed numbers of a record that rest on its parts of one entity. They are computed when a part is written: numbers that do not fit
/// would otherwise break every page of the owner.
/// </summary>
internal sealed class OwnerSums
{
    private readonly IReadOnlyList<Field> sums;
    private readonly RowQuestion question;

    public OwnerSums(Dialect dialect, Entity owner, Entity part)
    {
        sums = [.. owner.Fields.Where(field => field is { Computed: not null, Type.Kind: ValueKind.Number }
            && Dependencies.OfWhole(field.Computed).Collections.Any(collection => collection.Entity == part && collection.IsPart))];
        question = new(dialect, owner, Expression.True, [.. sums.Select(field => field.Computed!)]);
    }

    /// <summary>Refuses a part that makes a number of its owner too big.</summary>
    /// <exception cref="NumberOverflowException">A number has more digits than the databases keep.</exception>
    public static async ValueTask Judge(CommandRun run, RecordRow part, Refusals refusals)
    {
        foreach (var (owner, id) in run.OwnersOf(part))
            await run.Plan(part.Entity, $"sums of {owner.Key}", () => new OwnerSums(run.Plans.Dialect, owner, part.Entity))
                .Judge(run, id, refusals);
    }

    private async ValueTask Judge(CommandRun run, long owner, Refusals refusals)
    {
        if (sums.Count == 0 || await run.Ask(question, owner) is not { } answer) return;
        for (var i = 0; i < sums.Count; i++) run.JudgeSize(sums[i], answer.Values[i], refusals);
    }
}
