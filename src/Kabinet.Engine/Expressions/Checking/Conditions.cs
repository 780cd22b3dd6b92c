using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>
/// Resolves named conditions for one expression. A condition is checked with the rights of the author of that expression, as if it were
/// written out there. If those rights do not allow it, the condition does not exist for that author.
/// </summary>
internal sealed class Conditions(ExpressionContext context, int largest)
{
    private readonly Dictionary<NamedCondition, Meaning?> known = [];
    private readonly List<NamedCondition> entered = [];

    /// <summary>A checked condition.</summary>
    /// <param name="Expression">The condition, over a record of its entity.</param>
    /// <param name="Size">Number of its nodes, added to the size of the expression that uses it.</param>
    /// <param name="Touched">Own fields of the record that it reads.</param>
    public readonly record struct Meaning(Expression Expression, int Size, IReadOnlyCollection<Field> Touched);

    private bool OfReader => context.RuleOfStep is not null;

    /// <summary>Returns true if the entity has a condition with this name that exists for the author.</summary>
    public bool Has(Entity entity, string name) =>
        entity.Conditions.TryGetValue(name, out var condition) && (!OfReader || Of(condition) is not null);

    /// <summary>The condition with this name on an entity; null if there is none or it does not exist for this author.</summary>
    public Meaning? Find(Entity entity, string name) => entity.Conditions.TryGetValue(name, out var condition) ? Of(condition) : null;

    /// <summary>
    /// Names to suggest for a misspelt one. Empty while a user's condition is being checked: checking its neighbours could lead back to it.
    /// </summary>
    public IEnumerable<string> NamesOf(Entity entity) =>
        OfReader && entered.Count > 0 ? [] : entity.Conditions.Keys.Where(name => Has(entity, name));

    /// <summary>The checked condition; null if it does not exist for the author.</summary>
    /// <exception cref="ConditionCycleException">The condition uses itself.</exception>
    /// <exception cref="UnparsedException">The condition is wrong, which is reported at its own place.</exception>
    public Meaning? Of(NamedCondition condition)
    {
        if (known.TryGetValue(condition, out var meaning)) return meaning;
        try { return known[condition] = Judge(condition); }
        catch (ExpressionException) when (OfReader) { return known[condition] = null; }
        catch (ExpressionException) { throw new UnparsedException(); }
    }

    /// <summary>Checks a condition where it is defined and reports what is wrong with it.</summary>
    /// <exception cref="ConditionCycleException">The condition uses itself.</exception>
    /// <exception cref="ExpressionException">The condition is wrong.</exception>
    public Meaning Judge(NamedCondition condition)
    {
        if (entered.Contains(condition)) throw new ConditionCycleException([.. entered.SkipWhile(other => other != condition), condition]);
        entered.Add(condition);
        try
        {
            var checker = new Checker(context with { Expected = DataType.YesNo, Target = null, Outer = null }, largest, this);
            var scope = new Scope(condition.Entity, null);
            return new(checker.Whole(condition.Syntax, scope), checker.Size, scope.Touched);
        }
        finally { entered.RemoveAt(entered.Count - 1); }
    }
}

/// <summary>Named conditions use each other in a cycle, so none of them can be checked.</summary>
internal sealed class ConditionCycleException(IReadOnlyList<NamedCondition> way) : UnparsedException
{
    /// <summary>The conditions of the cycle, from one of them back to itself.</summary>
    public IReadOnlyList<NamedCondition> Way { get; } = way;
}
