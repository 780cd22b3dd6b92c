using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>Labels of records given by their ids.</summary>
internal sealed partial class ExpressionWriter
{
    /// <summary>
    /// The label of the record whose id is in a column of a derived table. The record is joined to that table under the rule of the last
    /// step.
    /// </summary>
    public string Label(FieldValue label, Source made, string id)
    {
        var last = label.Steps[^1];
        return Own(label.Field, made.Join(last, parameters.NextAlias, target => Arrival(last, id, target, target.WithoutJoins())));
    }
}
