using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links computed fields, defaults and required conditions of entities.</summary>
internal sealed class ComputedLinking(Draft draft)
{
    private readonly DefaultLinking defaults = new(draft);
    private readonly FileGroupLinking fileGroups = new(draft);
    private readonly ThreadLinking threads = new(draft);

    public void Link()
    {
        foreach (var entity in draft.Entities.Values)
        {
            foreach (var field in entity.Fields) Link(entity, field);
            entity.Requirements = draft.Requirements(entity.Definition.Require, entity, entity.Definition);
            entity.FileGroups = fileGroups.Link(entity);
            entity.Threads = threads.Link(entity);
            entity.Groups = [.. entity.FileGroups.Values, .. entity.Threads.Values.Select(thread => thread.Group)];
        }
        foreach (var reference in draft.Entities.Values.SelectMany(entity => entity.Fields).Where(field => field is { To: not null,
            IsSystem: false, Definition.Computed: null }))
            reference.Offers = [.. new OfferLinking(draft).Of(reference, reference.Entity), .. Demands(reference)];
        foreach (var field in draft.Entities.Values.SelectMany(entity => entity.Fields).Where(field => field.Computed is not null))
        {
            JudgeCycle(field);
            if (field.Definition.Search) JudgeSearch(field);
        }
    }

    private void Link(Entity entity, Field field)
    {
        if (field.Definition.Computed is { } computed)
            field.Computed = draft.Value(computed, entity, field, field.Definition.PlaceOf("computed"));
        field.Default = defaults.Link(field);
    }

    private static IEnumerable<OfferCondition> Demands(Field reference) =>
        reference.Entity.Requirements.SelectMany(requirement => requirement.Condition.Operands(Operator.And))
            .Select(demand => OfferCondition.Demanded(demand, reference)).OfType<OfferCondition>();

    private void JudgeCycle(Field field)
    {
        if (Circles.Through(field, Computing) is { } way)
            draft.Refuse(field.Definition.PlaceOf("computed"),
                new("problem.field.cycle", field.Key, string.Join(" → ", way.Select(step => step.Key))));
    }

    // The words of a record are written with it. What it does not hold itself could change without it.
    private void JudgeSearch(Field field)
    {
        var needs = Dependencies.OfWhole(field.Computed!);
        var other = needs.Fields.FirstOrDefault(found => found.Entity != field.Entity || found.To is not null);
        if (other is null && needs.Collections.Count == 0 && needs.Parameters.Count == 0) return;
        draft.Refuse(field.Definition.PlaceOf("search"), new("problem.field.search_computed", field.Key),
            new("problem.hint.search_computed"));
    }

    private static IEnumerable<Field> Computing(Field field) =>
        Dependencies.Of(field.Computed!).Fields.Where(next => next.Computed is not null);
}
