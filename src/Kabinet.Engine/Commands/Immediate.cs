using Kabinet.Engine.Expressions;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands;

/// <summary>What needs no judgement because it is at hand: a written value, a bound value, a field of the record already read. Everything else the database works out.</summary>
internal static class Immediate
{
    /// <summary>Whether the value for a field of the target's type is at hand.</summary>
    public static bool TryGet(Expression expression, RecordRow row, ActorBindings bindings, DataType target, out object? value)
    {
        value = null;
        if (expression.Type.Kind != target.Kind && expression.Type.Kind != ValueKind.Nothing) return false;
        switch (expression)
        {
            case Constant constant:
                value = constant.Value;
                return true;
            case ParameterValue parameter:
                value = bindings.ValueOf(parameter);
                return true;
            case FieldValue { Steps.Count: 0, Field: { IsStored: true } field } when ReferenceEquals(field.Entity, row.Entity):
                value = row[field];
                return true;
            default:
                return false;
        }
    }
}
