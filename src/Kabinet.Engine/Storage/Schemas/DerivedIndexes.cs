using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>
/// The indexes that definitions need: unique fields, references, and the columns that access rules and pages search by. Each list gets an
/// index of the columns its rule and condition pin, followed by its order, so one page is one range of one index.
/// </summary>
internal sealed class DerivedIndexes
{
    private const int MostListIndexes = 16;
    private readonly Dictionary<string, List<TableIndex>> byEntity;
    private readonly Dictionary<string, int> listIndexes = new(StringComparer.Ordinal);

    private DerivedIndexes(Solution solution) =>
        byEntity = solution.Entities.Keys.ToDictionary(key => key, _ => new List<TableIndex>(), StringComparer.Ordinal);

    /// <summary>Indexes by entity key. An index that is a prefix of another is left out, because the longer one serves both.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<TableIndex>> Of(Solution solution)
    {
        var derived = new DerivedIndexes(solution);
        foreach (var entity in solution.Entities.Values) derived.Fields(entity);
        foreach (var entity in solution.Entities.Values) derived.Rules(entity);
        foreach (var entity in solution.Entities.Values) derived.Effects(entity);
        foreach (var job in solution.Jobs.Values) derived.Searched(job);
        foreach (var use in solution.Pages.Values.SelectMany(page => page.Lists).OrderByDescending(use => use.IsMain)) derived.List(use);
        return derived.byEntity.ToDictionary(pair => pair.Key, pair => Shortened(pair.Value), StringComparer.Ordinal);
    }

    private static IReadOnlyList<TableIndex> Shortened(List<TableIndex> indexes) =>
        [.. indexes.Where(index =>
            index.Unique || !indexes.Any(longer => !longer.Unique && longer.Columns.Count > index.Columns.Count
            && index.Columns.SequenceEqual(longer.Columns.Take(index.Columns.Count)))).Select(Covering)];

    /// <summary>Adds the trash column to the index, so that counts and sums read the index alone.</summary>
    private static TableIndex Covering(TableIndex index) =>
        index.Unique || index.Columns.Count == 1 ? index : index with { Columns = [.. index.Columns, SystemColumns.DeletedAt] };

    private void Fields(Entity entity)
    {
        foreach (var field in entity.Fields.Where(field => field.IsStored))
        {
            if (field is { IsSystem: true, Key: SystemFields.Number }) Add(entity, new([field.Key], Unique: true, Live: true));
            else if (field.Definition.Unique) Add(entity, new([UniqueBy(field)], Unique: true, Live: true));
            else if (IsReference(field)) Add(entity, new([field.Key]));
        }
        foreach (var unique in entity.Unique) Add(entity, Of(unique));
        if (entity.Lifecycle is not null) Add(entity, new([SystemFields.Status, SystemFields.StatusSince, SystemFields.Id]));
        foreach (var owned in entity.Collections.Values.Where(collection => collection.OwnerKey is not null))
            Add(owned.Entity, new([.. owned.OwnerColumns, .. Within(owned)]));
    }

    // A part is read from its newest record on, page by page.
    private static IEnumerable<string> Within(Collection owned) =>
        OwnedByAny.Of(owned.Entity.Key)?.Within is { } part ? [part, SystemFields.Id] : [];

    private void Rules(Entity entity)
    {
        var rules = entity.Grants.Values.SelectMany(grant => new[] { grant.Read, grant.Update, grant.Delete }).OfType<Expression>();
        var computed = entity.Fields.Select(field => field.Computed).OfType<Expression>();
        foreach (var part in rules.SelectMany(ExpressionWalk.Everything)) Condition(part);
        foreach (var part in computed.SelectMany(ExpressionWalk.Everything).OfType<Aggregate>()) Collection(part);
        foreach (var leading in entity.Grants.Values.Select(grant => grant.Read).OfType<Expression>()
            .SelectMany(ExpressionWalk.Alternatives).Where(ExpressionWriter.IsDrivenByReader).Cast<Aggregate>()) Leading(leading);
    }

    /// <summary>Indexes for the records that effects look for.</summary>
    private void Effects(Entity entity)
    {
        foreach (var timed in entity.Lifecycle?.Timed ?? []) Timing(entity, timed.Timing!);
        foreach (var effect in (entity.Lifecycle?.Transitions.Values ?? []).SelectMany(transition => transition.Effects))
            foreach (var part in effect.Searches.SelectMany(ExpressionWalk.Everything)) Condition(part);
    }

    /// <summary>Indexes for the records of a job, and for those that its effects look for.</summary>
    private void Searched(Job job)
    {
        foreach (var part in ExpressionWalk.Everything(job.Work.Where)) Condition(part);
        foreach (var part in job.Work.Step.Effects.SelectMany(effect => effect.Searches).SelectMany(ExpressionWalk.Everything))
            Condition(part);
    }

    /// <summary>Index for the records whose moment for a transition has come.</summary>
    private void Timing(Entity entity, Timing timing)
    {
        foreach (var field in Dependencies.Of(timing.Moment).Paths.Where(path => path.Through.Count == 0).Select(path => path.Field))
            if (field is { IsStored: true, Type.Kind: ValueKind.Date or ValueKind.DateTime, Key: not SystemFields.StatusSince })
                Add(entity, new([SystemFields.Status, field.Key]));
    }

    /// <summary>Index for a rule where the actor's own records of a collection lead to the rows.</summary>
    private void Leading(Aggregate leading) =>
        Add(leading.Collection.Entity,
            new([.. Columns(ExpressionWalk.Pinned(leading.Where!).Where(field => field.Entity == leading.Collection.Entity)),
            leading.Collection.Reference.Key]));

    private void Condition(Expression part)
    {
        if (part is FieldValue { Field: { IsStored: true, Type.Kind: ValueKind.Reference or ValueKind.Date or ValueKind.DateTime } field }
            && field.Key != SystemFields.Id)
            Add(field.Entity, new([field.Key]));
        if (part is Aggregate aggregate) Collection(aggregate);
    }

    /// <summary>
    /// Index for a collection: its reference and the columns its condition pins. A plain sum also reads its numbers from it.
    /// </summary>
    private void Collection(Aggregate aggregate)
    {
        if (aggregate is { Where: null, Aggregation: Aggregation.Sum or Aggregation.Min or Aggregation.Max,
            Collection: { OwnerKey: null, IsEverything: false, IsComputed: false },
            Value: FieldValue { Steps.Count: 0, Outer: 0, Field: { IsStored: true } summed } })
            Add(aggregate.Collection.Entity, new([aggregate.Collection.Reference.Key, summed.Key]));
        if (aggregate.By is FieldValue { Steps.Count: 0, Outer: 0, Field: { IsStored: true } ordered })
            Add(aggregate.Collection.Entity, new([.. aggregate.Collection.OwnerColumns, Ordered(ordered), SystemFields.Id]));
        if (aggregate.Collection.OwnerKey is not null || aggregate.Where is null) return;
        foreach (var alternative in ExpressionWalk.Alternatives(aggregate.Where))
            if (Columns(ExpressionWalk.Pinned(alternative).Where(field => field.Entity == aggregate.Collection.Entity))
                is { Count: > 0 } pinned)
                Add(aggregate.Collection.Entity, new([.. aggregate.Collection.OwnerColumns.Concat(pinned).Distinct()]));
    }

    private void List(ListUse use)
    {
        foreach (var filter in ExpressionWalk.Alternatives(use.Where ?? Expression.True))
            foreach (var rule in use.IsMain ? RulesOf(use.Entity) : [Expression.True])
                ListIndex(use, rule, filter);
        if (use.Where is not null)
            foreach (var part in ExpressionWalk.Everything(use.Where)) Condition(part);
    }

    private void ListIndex(ListUse use, Expression rule, Expression filter)
    {
        var pinned = Columns(ExpressionWalk.Pinned(rule).Take(1).Concat(ExpressionWalk.Pinned(filter)));
        if (use.Of is { IsStored: true }) pinned.Insert(0, use.Of.Key);
        if (use.IsByStatus) pinned.Add(SystemFields.Status);
        if (pinned.Contains(SystemFields.Id) || OrderOf(use.Sort) is not { } order || pinned.Count + order.Count == 0) return;
        Listed(use.Entity, new([.. pinned.Concat(order).Distinct()]));
    }

    private static IEnumerable<Expression> RulesOf(Entity entity) =>
        entity.Grants.Values.Select(grant => grant.Read).OfType<Expression>().SelectMany(ExpressionWalk.Alternatives).Distinct();

    /// <summary>
    /// The order as index columns, ending with the id. Empty for a count; null where no index can give the order (through a reference, by a
    /// label, by the order of choices).
    /// </summary>
    private static List<string>? OrderOf(IReadOnlyList<Order>? sort)
    {
        if (sort is null) return [];
        if (sort.Any(order => order.Path.Through.Count > 0 || !order.Path.Field.IsStored || order.Path.Field.Type.Kind == ValueKind.Choice
            || IsReference(order.Path.Field))) return null;
        return [.. sort.Select(order => order.Path.Field)
            .Select(Ordered).Append(SystemFields.Id)];
    }

    private static string Ordered(Field field) => field.Type.Kind == ValueKind.Text ? TableIndex.Ordered(field) : field.Key;

    /// <summary>The index of fields that are unique together.</summary>
    public static TableIndex Of(UniqueFields unique) => new([.. unique.Fields.Select(UniqueBy)], Unique: true, Live: true);

    /// <summary>Texts that people take for equal are equal.</summary>
    private static string UniqueBy(Field field) => field.Type.Kind == ValueKind.Text ? TableIndex.Fold(field.Key) : field.Key;

    private static bool IsReference(Field field) => field.Type.Kind == ValueKind.Reference && field.Key != SystemFields.Id;

    private static List<string> Columns(IEnumerable<Field> fields) => [.. fields.Select(field => field.Key).Distinct()];

    private void Listed(Entity entity, TableIndex index)
    {
        var count = listIndexes.GetValueOrDefault(entity.Key);
        if (count < MostListIndexes && Add(entity, index)) listIndexes[entity.Key] = count + 1;
    }

    private bool Add(Entity entity, TableIndex index)
    {
        var indexes = byEntity[entity.Key];
        if (indexes.Contains(index) || index.Columns.Count == 1
            && indexes.Any(unique => unique.Unique && unique.Columns.SequenceEqual(index.Columns))) return false;
        indexes.Add(index);
        return true;
    }
}
