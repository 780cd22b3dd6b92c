using Kabinet.Engine.Expressions;
using Kabinet.Engine.Expressions.Checking;
using Kabinet.Engine.Expressions.Parsing;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>
/// Links named conditions of entities, and those under which records need documents. Each is checked where it is defined; an error is
/// reported only there.
/// </summary>
internal sealed class ConditionLinking(Draft draft)
{
    public void Link()
    {
        foreach (var entity in draft.Entities.Values.Where(entity => entity.Definition.Is.Count > 0)) Declare(entity);
        foreach (var entity in draft.Entities.Values) entity.FileNeeds = Needs(entity);
        var wrong = draft.Entities.Values.SelectMany(entity => entity.Conditions.Values).Where(condition => !IsRight(condition)).ToList();
        foreach (var entity in draft.Entities.Values)
            entity.FileNeeds = entity.FileNeeds.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<FileNeed>)
                [.. pair.Value.Where(need => IsRight(need.Condition))], StringComparer.Ordinal);
        foreach (var condition in wrong) Withdraw(condition);
    }

    private Dictionary<string, IReadOnlyList<FileNeed>> Needs(Entity entity) => entity.Definition.Files
        .ToDictionary(group => group.Key, group => (IReadOnlyList<FileNeed>)
            [.. group.Value.Kinds.Where(kind => kind.Value.Needed is not null).Select(kind => Need(entity, group.Value, kind.Key))
                .OfType<FileNeed>()], StringComparer.Ordinal);

    private FileNeed? Need(Entity entity, FileGroupDefinition group, string kind)
    {
        var (text, at) = (group.Kinds[kind].Needed!, group.Kinds[kind].PlaceOf("needed"));
        if (Parsed(text, at) is not { } syntax) return null;
        string[] fulfilling = [kind, .. group.Kinds.Where(other => other.Value.Covers.Contains(kind)).Select(other => other.Key)];
        return new(kind, new(entity, kind, text, syntax, at), fulfilling)
        {
            TakesUnsorted = group.Default is { } usual && fulfilling.Contains(usual),
        };
    }

    private void Declare(Entity entity)
    {
        var conditions = new OrderedDictionary<string, NamedCondition>(StringComparer.Ordinal);
        foreach (var (key, text) in entity.Definition.Is)
            if (IsFree(entity, key) && Parsed(text, entity.Definition.PlaceOf("is", key)) is { } syntax)
                conditions[key] = new(entity, key, text, syntax, entity.Definition.PlaceOf("is", key));
            else draft.Unparsed.AddField(entity.Key, key);
        entity.Conditions = conditions;
    }

    private bool IsFree(Entity entity, string key)
    {
        var at = entity.Definition.PlaceOf("is", key);
        Keys.Judge(draft, key, at);
        if (Keys.IsReserved(key)) draft.Refuse(at, new("problem.condition.reserved", key));
        else if (entity.Definition.Fields.ContainsKey(key)) draft.Refuse(at, new("problem.condition.field", entity.Key, key));
        else if (entity.Collections.TryGetValue(key, out var collection))
            draft.Refuse(at, new("problem.condition.way_back", entity.Key, key, collection.Reference));
        else return Keys.IsKey(key);
        return false;
    }

    private bool IsRight(NamedCondition condition)
    {
        var at = condition.At;
        try
        {
            draft.Remember(ExpressionChecker.Check(condition, draft.ContextOf()), at);
            return true;
        }
        catch (ExpressionException wrong) { draft.RefuseText(at, condition.Text, wrong); }
        // A condition that uses a cycle but is not part of it is not reported.
        catch (ConditionCycleException cycle) when (cycle.Way[0] != condition) { }
        catch (ConditionCycleException cycle) { RefuseCycle(condition, cycle, at); }
        catch (UnparsedException) { }
        return false;
    }

    private void RefuseCycle(NamedCondition condition, ConditionCycleException cycle, Location at) =>
        draft.Refuse(at, new("problem.condition.cycle", condition.Key, string.Join(" → ", cycle.Way)));

    private Syntax? Parsed(string text, Location at)
    {
        try { return ExpressionChecker.Parse(text); }
        catch (ExpressionException wrong)
        {
            draft.RefuseText(at, text, wrong);
            return null;
        }
    }

    private void Withdraw(NamedCondition condition)
    {
        var entity = condition.Entity;
        entity.Conditions = entity.Conditions.Where(pair => pair.Value != condition).ToDictionary(StringComparer.Ordinal);
        draft.Unparsed.AddField(entity.Key, condition.Key);
    }
}
