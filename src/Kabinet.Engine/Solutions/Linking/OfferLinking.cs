using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links the key <c>where</c> of references.</summary>
internal sealed class OfferLinking(Draft draft)
{
    /// <summary>The condition on what a reference offers; none if it has no <c>where</c>.</summary>
    /// <param name="reference">The reference: a field or an input of a transition.</param>
    /// <param name="outer">Entity of the record that is being filled in.</param>
    public IReadOnlyList<OfferCondition> Of(Field reference, Entity outer)
    {
        var (definition, at) = (reference.Definition, reference.Definition.PlaceOf("where"));
        return reference.To is { } target && draft.ConditionWithin(definition.Where, target, outer, at) is { } condition
            ? [OfferCondition.Declared(condition)] : [];
    }
}
