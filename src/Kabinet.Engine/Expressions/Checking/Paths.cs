using Kabinet.Engine.Expressions.Parsing;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>
/// Resolves the names in paths. A field, reference or collection that the user may not read gives the same error as an unknown name.
/// </summary>
internal sealed class Paths(ExpressionContext context, Conditions conditions)
{
    private const string OuterName = "outer";

    /// <summary>A path to a collection. <c>Rest</c> holds the names after it, to be resolved on the collection's entity.</summary>
    public readonly record struct CollectionPath(int Outer, IReadOnlyList<Step> Steps, Collection Collection, Expression? Rule,
        IReadOnlyList<Name> Rest);

    /// <summary>The field or named condition that a path refers to.</summary>
    /// <param name="Expression">The field, or the expanded condition.</param>
    /// <param name="Size">Number of nodes of a condition; 0 for a field.</param>
    /// <param name="Outer">The record that the path starts from: 0 for the innermost one.</param>
    /// <param name="Condition">The named condition; null for a field.</param>
    public readonly record struct Named(Expression Expression, int Size, int Outer, NamedCondition? Condition);

    private bool Judged => context.RuleOfStep is not null;

    /// <summary>Resolves a path to a field or a named condition.</summary>
    public Named Value(IReadOnlyList<Name> names, Scope? scope)
    {
        var (start, outer, first) = Start(names, scope, IsUnparsedField);
        if (first == names.Count) return ItselfAs(start.Entity[SystemFields.Id], outer);
        var (walk, last) = (WalkFrom(start.Entity), names[^1]);
        foreach (var name in names.Skip(first).SkipLast(1)) Follow(walk, name);
        if (walk.Field(last.Text) is { } field)
            return new(new FieldValue(field.Type, StepsOf(walk, start, [field]), field) { Outer = outer }, 0, outer, null);
        if (conditions.Find(walk.Entity, last.Text) is { } condition)
            return new(Rebase.To(condition.Expression, StepsOf(walk, start, condition.Touched), outer), condition.Size, outer,
                walk.Entity.Conditions[last.Text]);
        throw CollectionOf(walk.Entity, last.Text).Collection is not null ? Collected(names) : Wrong(walk, last);
    }

    // The word alone means the outer record itself: `bill = outer`.
    private static Named ItselfAs(Field id, int outer) => new(new FieldValue(id.Type, [], id) { Outer = outer }, 0, outer, null);

    /// <summary>Resolves a path to a collection, or through one to a field of its records.</summary>
    public CollectionPath Collection(IReadOnlyList<Name> names, Scope? scope)
    {
        if (Everything(names[0], scope) is { } everything) return new(0, [], everything, null, [.. names.Skip(1)]);
        var (start, outer, first) = Start(names, scope, IsUnparsedWayBack);
        var walk = WalkFrom(start.Entity);
        for (var i = first; i < names.Count; i++)
        {
            var (entity, name) = (walk.Entity, names[i].Text);
            if (CollectionOf(entity, name) is ({ } collection, var rule))
                return new(outer, StepsOf(walk, start, []), collection, rule, [.. names.Skip(i + 1)]);
            if (FieldOf(entity, name) is null && IsUnparsedWayBack(entity, name)) throw new UnparsedException();
            if (i == names.Count - 1) throw NoCollection(entity, names[i]);
            Follow(walk, names[i]);
        }
        throw NoCollection(walk.Entity, names[^1]);
    }

    // Reference data by the key of its entity: `max(coefficient.factor where code = …)`. Not available to expressions of users.
    private Collection? Everything(Name name, Scope? scope)
    {
        for (var around = scope; around is not null; around = around.Outer)
            if (Has(around.Entity, name.Text)) return null;
        return Judged || name.Text == OuterName ? null : context.Entities.GetValueOrDefault(name.Text)?.Everything;
    }

    /// <summary>Resolves a path from the current user.</summary>
    public Field Me(IReadOnlyList<Name> names)
    {
        if (!context.Entities.TryGetValue(CoreEntities.User, out var entity))
            throw new ExpressionException(new("expression.unknown_parameter", "@me"), names[0].Position);
        if (names.Count == 1) return entity[SystemFields.Id];
        var walk = new PathWalk(entity, context.Unparsed);
        foreach (var name in names.Skip(1).SkipLast(1)) Follow(walk, name);
        return walk.Field(names[^1].Text) ?? throw Wrong(walk, names[^1]);
    }

    private (Scope Scope, int Outer, int First) Start(IReadOnlyList<Name> names, Scope? scope, Func<Entity, string, bool> isUnparsed)
    {
        var (outer, first, innermost) = (0, 0, scope);
        while (first < names.Count && names[first].Text == OuterName && scope is { Outer: { } around } && !Has(scope.Entity, OuterName))
            (scope, outer, first) = (around, outer + 1, first + 1);
        if (first > 0) return (scope!, outer, first);
        for (var around = scope; around is not null; around = around.Outer, outer++)
            if (Has(around.Entity, names[0].Text)) return (around, outer, 0);
            else if (isUnparsed(around.Entity, names[0].Text)) throw new UnparsedException();
        throw names[0].Text == OuterName && !Judged ? new ExpressionException(new("expression.no_outer"), names[0].Position)
            : innermost is null ? new ExpressionException(new("expression.no_record", names[0].Text), names[0].Position)
            : Unknown(innermost, names[0]);
    }

    private PathWalk WalkFrom(Entity entity) =>
        new(entity, context.Unparsed) { FieldOf = FieldOf, MayFollow = reference => RuleOf(reference) != Expression.False };

    private void Follow(PathWalk walk, Name name)
    {
        if (!walk.Follow(name.Text)) throw Wrong(walk, name);
    }

    /// <summary>
    /// The steps of a path from a record, and what is read of the record itself. Each step leads only to rows that show what is read next.
    /// </summary>
    private IReadOnlyList<Step> StepsOf(PathWalk walk, Scope start, IReadOnlyCollection<Field> read)
    {
        start.Touched.UnionWith(walk.Through.Count == 0 ? read : [walk.Through[0]]);
        return [.. walk.Through.Select((reference, i) => new Step(reference,
            RuleOf(reference, i + 1 < walk.Through.Count ? [walk.Through[i + 1]] : read)))];
    }

    private Expression? RuleOf(Field reference, IReadOnlyCollection<Field> read) =>
        RuleOf(reference) is { } rule ? Expression.And(rule, context.Shown(reference.To!, read)) : null;

    private Expression? RuleOf(Field reference) => Judged ? context.RuleOfStep!(reference) ?? Expression.False : null;

    private bool Has(Entity entity, string key) =>
        FieldOf(entity, key) is not null || CollectionOf(entity, key).Collection is not null || conditions.Has(entity, key);

    private Field? FieldOf(Entity entity, string key) => entity.Find(key) is { } field && MayRead(entity, field) ? field : null;

    private (Collection? Collection, Expression? Rule) CollectionOf(Entity entity, string key)
    {
        if (!entity.Collections.TryGetValue(key, out var collection) || !MayRead(collection.Entity, collection.Reference))
            return (null, null);
        var rule = Judged ? context.RuleOfCollection?.Invoke(collection) ?? Expression.False : null;
        return rule == Expression.False ? (null, null) : (collection, rule);
    }

    private bool MayRead(Entity entity, Field field) => context.MayRead?.Invoke(entity, field) ?? true;

    private IEnumerable<string> NamesOf(Entity entity) =>
        entity.Fields.Where(field => MayRead(entity, field)).Select(field => field.Key)
            .Concat(CollectionsOf(entity)).Concat(conditions.NamesOf(entity));

    private IEnumerable<string> CollectionsOf(Entity entity) =>
        entity.Collections.Keys.Where(key => CollectionOf(entity, key).Collection is not null);

    private bool IsUnparsedField(Entity entity, string name) => context.Unparsed?.MayBeField(entity, name) == true;

    private bool IsUnparsedWayBack(Entity entity, string name) => context.Unparsed?.MayBeWayBack(entity, name) == true;

    private Exception Wrong(PathWalk walk, Name name) => walk.Fault switch
    {
        PathFault.Unknown(var entity, var key) =>
            new ExpressionException(new("expression.unknown_name", entity.Title, key), name.Position,
                Spelling.Nearest(key, NamesOf(entity))),
        PathFault.NoReference(var field) => new ExpressionException(new("expression.no_reference", field.Key), name.Position),
        PathFault.Unparsed => new UnparsedException(),
        _ => throw new InvalidOperationException($"The path did not fail at {name.Text}."),
    };

    private ExpressionException Unknown(Scope scope, Name name)
    {
        var candidates = new List<string>();
        for (var around = scope; around is not null; around = around.Outer) candidates.AddRange(NamesOf(around.Entity));
        return new(new("expression.unknown_name", scope.Entity.Title, name.Text), name.Position, Spelling.Nearest(name.Text, candidates));
    }

    private ExpressionException NoCollection(Entity entity, Name name) =>
        new(new("expression.no_collection", entity.Title, name.Text), name.Position, Spelling.Nearest(name.Text, CollectionsOf(entity)));

    private static ExpressionException Collected(IReadOnlyList<Name> names) =>
        new(new("expression.collection_as_value", names[^1].Text), names[0].Position,
            $"count({string.Join('.', names.Select(name => name.Text))})");
}
