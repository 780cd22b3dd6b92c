using System.Runtime.CompilerServices;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Commands;

/// <summary>How a row is held until the end of a command.</summary>
internal enum Hold
{
    /// <summary>The row stays as it is: commands that change it wait. Others may hold it so at the same time.</summary>
    Kept,
    /// <summary>The row is ours: commands that change it, hold it or refer to it wait.</summary>
    Alone,
}

/// <summary>
/// Rows that a rule rests on besides its own record. Where writers run in parallel, a rule that was true when it was judged would be false
/// at the commit if these rows changed meanwhile. A command therefore holds them before it judges; who changes them waits or is waited for.
/// <para>
/// A rule over a collection (<c>count(requests) = 0</c>) rests on rows that need not exist yet, so it holds the owner alone, and each
/// command that writes a member keeps the owner. The owner stands for the collection.
/// </para>
/// </summary>
internal sealed class RestingRows
{
    private const int Deepest = 30;
    private static readonly ConditionalWeakTable<Solution, RestingRows> Known = [];
    private readonly Dictionary<Entity, HashSet<FieldPath>> watched = [];
    private readonly HashSet<Field> alone = [];
    private readonly HashSet<Entity> everything = [];

    private RestingRows(Solution solution)
    {
        foreach (var entity in solution.Entities.Values)
            foreach (var rule in RulesOf(entity))
            {
                var found = new Walk();
                found.Visit(rule, [new(entity, [])], 0);
                foreach (var (member, path) in found.Members)
                    if (watched.TryGetValue(member, out var paths)) paths.Add(path);
                    else watched[member] = [path];
                alone.UnionWith(found.Rows.Where(row => row.Hold == Hold.Alone && row.Path.Through.Count == 0)
                    .Select(row => row.Path.Field));
                everything.UnionWith(found.Everything);
            }
        // A command that refers to a record and then takes a transition that changes it locks it once, before the reference.
        foreach (var transition in solution.Entities.Values.SelectMany(entity => entity.Lifecycle?.Transitions.Values ?? []))
            alone.UnionWith(transition.Effects.Select(effect => effect.Changes).OfType<FieldPath>()
                .Where(path => path.Through.Count == 0).Select(path => path.Field));
        alone.UnionWith(solution.Entities.Values.SelectMany(entity => entity.Fields).Where(field => FollowsIn(field.To, field)));
    }

    /// <summary>
    /// The owner of a part may follow what happens to the part: the command that writes the part is going to change the owner.
    /// </summary>
    private static bool FollowsIn(Entity? owner, Field field) => field.Definition.Part && owner is { Lifecycle.Following.Count: > 0 };

    /// <summary>Those of the rules of a snapshot.</summary>
    public static RestingRows Of(Solution solution) => Known.GetValue(solution, static solution => new(solution));

    /// <summary>References from a record to the owners that stand for the collections it is in, where some rule is over them.</summary>
    public IEnumerable<FieldPath> Owners(Entity entity) => watched.GetValueOrDefault(entity) ?? [];

    /// <summary>How the record that a field refers to is held before the reference is written.</summary>
    public Hold Of(Field reference) => alone.Contains(reference) ? Hold.Alone : Hold.Kept;

    /// <summary>True if some rule is over all records of an entity.</summary>
    public bool IsEverything(Entity entity) => everything.Contains(entity);

    /// <summary>What rules over a record rest on: references from it to the rows, and entities all of whose records are read.</summary>
    public static (IReadOnlyList<(FieldPath Path, Hold Hold)> Rows, IReadOnlyList<Entity> Everything) Under(Entity entity,
        IEnumerable<Expression> rules)
    {
        var found = new Walk();
        foreach (var rule in rules) found.Visit(rule, [new(entity, [])], 0);
        // A row that is held alone need not be kept too. The order is one for all commands, so that they do not wait for each other in a
        // circle.
        var rows = found.Rows.GroupBy(row => row.Path).Select(same => (Path: same.Key, Hold: same.Max(row => row.Hold)))
            .OrderBy(row => row.Path.Text, StringComparer.Ordinal);
        return ([.. rows], [.. found.Everything.OrderBy(entity => entity.Key, StringComparer.Ordinal)]);
    }

    private static IEnumerable<Expression> RulesOf(Entity entity)
    {
        foreach (var requirement in entity.Requirements) yield return requirement.Condition;
        foreach (var some in entity.Locks) yield return some.Condition;
        foreach (var grant in entity.Grants.Values)
            foreach (var rule in new[] { grant.Read, grant.Create, grant.Update, grant.Delete }.OfType<Expression>())
                yield return rule;
        foreach (var transition in entity.Lifecycle?.Transitions.Values ?? [])
        {
            foreach (var rule in transition.By.Values) yield return rule;
            foreach (var requirement in transition.Requirements) yield return requirement.Condition;
            if (transition.Follows is { } follows) yield return follows;
            if (transition.Target is Target.First first)
                foreach (var (_, when) in first.Options) yield return when;
        }
    }

    /// <summary>A record that an expression is about, and how it is reached from the record of the rule; null in a collection.</summary>
    private readonly record struct Place(Entity Entity, IReadOnlyList<Field>? Path)
    {
        /// <summary>References from this record out to the row that is held for it.</summary>
        public IReadOnlyList<Field> Out { get; init; } = [];
    }

    private sealed class Walk
    {
        public HashSet<(FieldPath Path, Hold Hold)> Rows { get; } = [];
        public HashSet<(Entity Member, FieldPath Path)> Members { get; } = [];
        public HashSet<Entity> Everything { get; } = [];

        // The records around an expression, the innermost last.
        public void Visit(Expression expression, IReadOnlyList<Place> around, int computed)
        {
            if (expression is FieldValue value) Add(value, around, computed);
            else if (expression is Aggregate aggregate) Add(aggregate, around, computed);
            foreach (var part in expression.Parts) Visit(part, around, computed);
        }

        private void Add(FieldValue value, IReadOnlyList<Place> around, int computed)
        {
            var outer = around.Take(around.Count - value.Outer).ToArray();
            var end = Along(value.Steps, outer[^1]);
            if (value.Field.Computed is { } formula && computed < Deepest) Visit(formula, [.. outer.SkipLast(1), end], computed + 1);
        }

        private void Add(Aggregate aggregate, IReadOnlyList<Place> around, int computed)
        {
            var collection = aggregate.Collection;
            // No reference leads to the owner of a computed collection, so its rows are held like all records of the entity.
            var isOpen = collection.IsEverything || collection.IsComputed;
            if (isOpen) Everything.Add(collection.Entity);
            var outer = around.Take(around.Count - aggregate.Outer).ToArray();
            var owner = collection.IsEverything ? outer[^1] : Along(aggregate.Steps, outer[^1]);
            if (owner.Path is { Count: > 0 } path) Rows.Add((PathOf(path), Hold.Alone));
            // A file refers to its owner by number, without a reference to follow; it keeps its owner where it is written.
            var isReference = !isOpen && collection.OwnerKey is null;
            IReadOnlyList<Field> outwards = isReference ? [collection.Reference, .. aggregate.Steps.Count > 0 ? [] : owner.Out] : [];
            if (isReference) Members.Add((collection.Entity, PathOf(outwards)));
            IReadOnlyList<Place> inside = [.. around, new(collection.Entity, null) { Out = outwards }];
            foreach (var part in aggregate.Inside) Visit(part, inside, computed);
        }

        /// <summary>Follows references; each row on the way is kept.</summary>
        private Place Along(IReadOnlyList<Step> steps, Place start)
        {
            var place = start;
            foreach (var step in steps)
            {
                if (step.Reference.Computed is not null || place.Path is null) place = new(step.Reference.To!, null);
                else
                {
                    place = new(step.Reference.To!, [.. place.Path, step.Reference]);
                    Rows.Add((PathOf(place.Path!), Hold.Kept));
                }
            }
            return place;
        }

        private static FieldPath PathOf(IReadOnlyList<Field> fields) => new([.. fields.SkipLast(1)], fields[^1]);
    }
}
