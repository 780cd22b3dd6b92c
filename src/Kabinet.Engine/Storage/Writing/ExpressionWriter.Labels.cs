using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>Names of records that are told by their ids alone.</summary>
internal sealed partial class ExpressionWriter
{
    /// <summary>
    /// The name of the record whose id stands in a column of a table made on the way; it is joined to that table under the rule of the last
    /// step.
    /// </summary>
    public string Label(FieldValue label, Source made, string id)
    {
        var last = label.Steps[^1];
        return Own(label.Field, made.Join(last, parameters.NextAlias, target => Arrival(last, id, target, target.WithoutJoins())));
    }
}
