using Kabinet.Engine.Expressions;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Evaluates expressions that need no query: constants, parameters and fields of the loaded record. The database evaluates all others.
/// </summary>
internal static class Immediate
{
    /// <summary>Whether the expression can be evaluated without a query; returns the value for a field of the target type.</summary>
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
