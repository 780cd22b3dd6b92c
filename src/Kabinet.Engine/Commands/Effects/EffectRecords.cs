using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>
/// The other records that an effect changes: the record that references lead to, or the records of a collection of this record or of a
/// record that references lead to.
/// </summary>
/// <param name="Owner">Entity of the transition's record.</param>
/// <param name="Path">The references; null for the transition's record itself.</param>
/// <param name="Collection">The collection of the record at the end; null for that record.</param>
/// <param name="Where">Condition on each of them, with the transition's record as outer; null for all.</param>
internal sealed record EffectRecords(Entity Owner, FieldPath? Path, Collection? Collection, Expression? Where)
{
    /// <summary>Slot of the transition's record in statements about one of them.</summary>
    public const int OuterSlot = 1;

    /// <summary>Their entity.</summary>
    public Entity Entity => Collection?.Entity ?? Path!.Field.To!;

    /// <summary>Resolves the text of a definition. Null if it does not exist; reports a problem unless it may be unparsed.</summary>
    public static EffectRecords? Of(EffectLinking linking, EffectDefinition effect, string member, string text, string? where)
    {
        var (draft, at) = (linking.Draft, effect.PlaceOf(member));
        var (walk, keys) = (draft.WalkFrom(linking.Entity), text.Split('.'));
        if (!walk.Follow(keys[..^1]))
        {
            draft.RefusePath(at, text, walk.Fault!);
            return null;
        }
        if (Reached(linking, walk, keys[^1], at) is not { } found) return null;
        return found with { Where = draft.ConditionWithin(where, found.Entity, linking.Entity, effect.PlaceOf("where"), linking.Inputs) };
    }

    /// <summary>
    /// The ids, in one order for all commands. This record is saved first, because the conditions and values of the effect may refer to it.
    /// </summary>
    public async ValueTask<IReadOnlyList<long>> Find(EffectRun run)
    {
        var command = run.Command;
        await command.Save(run.Row);
        if (await Reached(run) is not { } id) return [];
        if (Collection is null) return [id];
        var members = run.Plan("members", () => RowStatements.Members(run.Command.Plans.Dialect, Collection));
        return await command.Transaction.Query(members.Bind(run.Bindings.With(id)), static row => row.GetInt64(0), command.Cancellation);
    }

    /// <summary>Whether the condition holds for one of them, and the values of expressions over it; null where it does not.</summary>
    public async ValueTask<IReadOnlyList<object?>?> Ask(EffectRun run, long id, IReadOnlyList<Expression> values)
    {
        var command = run.Command;
        if (Where is null && values.Count == 0) return [];
        var question = run.Plan("other", () => new RowQuestion(command.Plans.Dialect, Entity, Expression.True,
            [.. values.Prepend(Where ?? Expression.True).Select(value => OuterValues.Bound(value, Owner, OuterSlot))]));
        var answer = await question.AskBound(command.Transaction, run.Bindings.With(id, run.Row.Id), command.Cancellation);
        return answer?.Holds(0) == true ? [.. answer.Values.Skip(1)] : null;
    }

    private async ValueTask<long?> Reached(EffectRun run)
    {
        if (Path is not { Field: var last }) return run.Row.Id;
        var value = new FieldValue(last.Type, [.. Path.Through.Select(step => new Step(step, null))], last);
        return (long?)await run.Value("path", value, last.Type);
    }

    private static EffectRecords? Reached(EffectLinking linking, PathWalk walk, string last, Location at)
    {
        var (draft, owner) = (linking.Draft, walk.Entity);
        var path = walk.Through.Count == 0 ? null : new FieldPath([.. walk.Through.SkipLast(1)], walk.Through[^1]);
        if (owner.Collections.TryGetValue(last, out var collection)) return new(linking.Entity, path, collection, null);
        if (walk.Field(last) is { To: not null } reference) return new(linking.Entity, new([.. walk.Through], reference), null, null);
        if (walk.Fault is null) draft.Refuse(at, new("problem.effect.no_record", last));
        else if (!draft.Unparsed.MayBeWayBack(owner, last) && walk.Fault is PathFault.Unknown)
            draft.Refuse(at, new("problem.effect.unknown", owner.Key, last), Spelling.Suggest(last,
                owner.Fields.Where(field => field.To is not null).Select(field => field.Key).Concat(owner.Collections.Keys)));
        return null;
    }
}
