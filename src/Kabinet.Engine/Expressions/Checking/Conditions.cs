using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>
/// What the named conditions mean in one expression. A condition is checked under the rights of whoever wrote that expression, as if it
/// stood there written out:
/// where its author could not have written it out, it does not exist for him.
/// </summary>
internal sealed class Conditions(ExpressionContext context, int largest)
{
    private readonly Dictionary<NamedCondition, Meaning?> known = [];
    private readonly List<NamedCondition> entered = [];

    /// <summary>A condition over one record of its entity.</summary>
    /// <param name="Expression">The condition, about the record itself.</param>
    /// <param name="Size">How many parts it has; they count in the expression that names it.</param>
    public readonly record struct Meaning(Expression Expression, int Size);

    private bool OfReader => context.RuleOfStep is not null;

    /// <summary>Whether the entity has a condition of that name that exists for the author.</summary>
    public bool Has(Entity entity, string name) =>
        entity.Conditions.TryGetValue(name, out var condition) && (!OfReader || Of(condition) is not null);

    /// <summary>What a name means on an entity; null where it is no condition, or none for this author.</summary>
    public Meaning? Find(Entity entity, string name) => entity.Conditions.TryGetValue(name, out var condition) ? Of(condition) : null;

    /// <summary>
    /// The names to guess from. While a condition is being checked for a reader its neighbours are not: they may need it themselves.
    /// </summary>
    public IEnumerable<string> NamesOf(Entity entity) =>
        OfReader && entered.Count > 0 ? [] : entity.Conditions.Keys.Where(name => Has(entity, name));

    /// <summary>What the condition means; null where it does not exist for the author.</summary>
    /// <exception cref="ConditionCycleException">It is defined by itself.</exception>
    /// <exception cref="UnparsedException">It is wrong, which is told at its own place.</exception>
    public Meaning? Of(NamedCondition condition)
    {
        if (known.TryGetValue(condition, out var meaning)) return meaning;
        try { return known[condition] = Judge(condition); }
        catch (ExpressionException) when (OfReader) { return known[condition] = null; }
        catch (ExpressionException) { throw new UnparsedException(); }
    }

    /// <summary>Checks a condition at its own place, where what is wrong with it is told.</summary>
    /// <exception cref="ConditionCycleException">It is defined by itself.</exception>
    /// <exception cref="ExpressionException">It is wrong.</exception>
    public Meaning Judge(NamedCondition condition)
    {
        if (entered.Contains(condition)) throw new ConditionCycleException([.. entered.SkipWhile(other => other != condition), condition]);
        entered.Add(condition);
        try
        {
            var checker = new Checker(context with { Expected = DataType.YesNo, Target = null, Outer = null }, largest, this);
            return new(checker.Whole(condition.Syntax, new(condition.Entity, null)), checker.Size);
        }
        finally { entered.RemoveAt(entered.Count - 1); }
    }
}

/// <summary>Named conditions that are defined by each other: nothing can be said of them.</summary>
internal sealed class ConditionCycleException(IReadOnlyList<NamedCondition> way) : UnparsedException
{
    /// <summary>The conditions from one back to itself.</summary>
    public IReadOnlyList<NamedCondition> Way { get; } = way;
}
