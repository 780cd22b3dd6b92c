using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage;

/// <summary>SQL text with bound values; <c>@p0</c> is the first. The connection converts CLR values of <see cref="ValueKind"/>.</summary>
/// <param name="Text">The text; equal texts share a prepared command.</param>
/// <param name="Values">Values of <c>@p0</c>, <c>@p1</c> and so on.</param>
public sealed record Statement(string Text, params object?[] Values)
{
    /// <summary>Types to bind the values as; null infers each from its value, a <see cref="decimal"/> at its own scale.</summary>
    public IReadOnlyList<DataType>? Types { get; init; }

    /// <summary>Whether it answers with rows and changes none.</summary>
    internal bool IsSelect => Text.AsSpan().TrimStart().StartsWith("select", StringComparison.OrdinalIgnoreCase);

    internal DataType TypeOf(int index) => Types?[index] ?? Infer(Values[index]);

    private static DataType Infer(object? value) => value switch
    {
        null => DataType.Nothing,
        string or Guid => DataType.Text,
        long or int => DataType.Whole,
        bool => DataType.YesNo,
        decimal number => DataType.Number(number.Scale),
        DateTime => DataType.DateTime,
        DateOnly => DataType.Date,
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be bound", nameof(value)),
    };
}

/// <summary>A statement built once and run with different values.</summary>
/// <param name="Text">The text.</param>
/// <param name="Parameters">Sources of <c>@p0</c>, <c>@p1</c> and so on, with the type each is bound as.</param>
public sealed record StatementTemplate(string Text, IReadOnlyList<ParameterValue> Parameters)
{
    private readonly DataType[] types = [.. Parameters.Select(parameter => parameter.Type)];

    /// <summary>The statement for one call.</summary>
    public Statement Bind(Bindings bindings)
    {
        var values = new object?[Parameters.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Parameters[i].Parameter is ConstantParameter written ? written.Value : bindings.ValueOf(Parameters[i]);
        return new(Text, values) { Types = types };
    }
}

/// <summary>Values for the parameters of one call.</summary>
public abstract class Bindings
{
    /// <summary>The value, already of the parameter's type (numbers as <see cref="decimal"/> or <see cref="long"/>).</summary>
    public abstract object? ValueOf(ParameterValue parameter);
}
