using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions;

/// <summary>
/// A checked expression over one record of an entity. Immutable; combined with <see cref="And"/> and <see cref="Or"/> by access and lists,
/// written to SQL by the storage, and asked for what it depends on.
/// </summary>
public abstract record Expression(DataType Type)
{
    /// <summary>Always yes.</summary>
    public static readonly Expression True = new Constant(DataType.YesNo, true);
    /// <summary>Always no: the rule of whoever has no grant.</summary>
    public static readonly Expression False = new Constant(DataType.YesNo, false);

    /// <summary>The expressions that it is made of, over the same record.</summary>
    internal virtual IEnumerable<Expression> Parts => [];

    /// <summary>Both hold; constants fold away.</summary>
    public static Expression And(Expression left, Expression right) =>
        left == True ? right : right == True ? left : left == False || right == False ? False : new Binary(DataType.YesNo, Operator.And, left, right);

    /// <summary>Either holds; constants fold away, equal sides merge.</summary>
    public static Expression Or(Expression left, Expression right) =>
        left == False || left == right ? right : right == False ? left : left == True || right == True ? True : new Binary(DataType.YesNo, Operator.Or, left, right);
}

/// <summary>Operators of two sides.</summary>
public enum Operator
{
    /// <summary>Both.</summary>
    And,
    /// <summary>Either.</summary>
    Or,
    /// <summary>Equal.</summary>
    Equal,
    /// <summary>Not equal.</summary>
    NotEqual,
    /// <summary>Less.</summary>
    Less,
    /// <summary>Less or equal.</summary>
    LessOrEqual,
    /// <summary>Greater.</summary>
    Greater,
    /// <summary>Greater or equal.</summary>
    GreaterOrEqual,
    /// <summary>Sum; a date plus a whole number of days.</summary>
    Add,
    /// <summary>Difference; a date minus days, or days between two dates.</summary>
    Subtract,
    /// <summary>Product; the scales add up.</summary>
    Multiply,
    /// <summary>Quotient of scale 6, rounded half away from zero; null when divided by zero.</summary>
    Divide,
}

/// <summary>A value written in the expression.</summary>
public sealed record Constant(DataType Type, object? Value) : Expression(Type);

/// <summary>A value known when the statement runs: who asks, when, what was entered.</summary>
public sealed record ParameterValue(DataType Type, Parameter Parameter) : Expression(Type);

/// <summary>A field of this record, or of a record reached through references; null where a step leads nowhere.</summary>
/// <param name="Type">Type of the field.</param>
/// <param name="Steps">References walked, in order; empty for a field of this record.</param>
/// <param name="Field">The field read at the end.</param>
public sealed record FieldValue(DataType Type, IReadOnlyList<Step> Steps, Field Field) : Expression(Type)
{
    /// <summary>How many records out it stands: 0 this one, 1 the one whose collection this is in.</summary>
    public int Outer { get; init; }

    /// <summary>Same steps to the same field.</summary>
    public bool Equals(FieldValue? other) => other is not null && ReferenceEquals(Field, other.Field) && Outer == other.Outer && Steps.SequenceEqual(other.Steps);
    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Field.Key, Steps.Count);
}

/// <summary>One reference walked. A judged step sees the other record only where the rule of the reader holds.</summary>
/// <param name="Reference">A field of kind <c>ref</c>.</param>
/// <param name="Rule">Row rule of the reader on the referenced entity, over that entity; null for the platform's own judgement.</param>
public sealed record Step(Field Reference, Expression? Rule);

/// <summary>Two sides and an operator.</summary>
public sealed record Binary(DataType Type, Operator Operator, Expression Left, Expression Right) : Expression(Type)
{
    internal override IEnumerable<Expression> Parts => [Left, Right];
}

/// <summary>The opposite of a yes/no.</summary>
public sealed record Not(Expression Operand) : Expression(DataType.YesNo)
{
    internal override IEnumerable<Expression> Parts => [Operand];
}

/// <summary>The negative of a number.</summary>
public sealed record Negate(Expression Operand) : Expression(Operand.Type)
{
    internal override IEnumerable<Expression> Parts => [Operand];
}

/// <summary>Is among the options.</summary>
public sealed record In(Expression Operand, IReadOnlyList<Expression> Options) : Expression(DataType.YesNo)
{
    internal override IEnumerable<Expression> Parts => [Operand, .. Options];

    /// <summary>Same operand, same options.</summary>
    public bool Equals(In? other) => other is not null && Operand == other.Operand && Options.SequenceEqual(other.Options);
    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Operand, Options.Count);
}

/// <summary>Has no value.</summary>
public sealed record IsNull(Expression Operand) : Expression(DataType.YesNo)
{
    internal override IEnumerable<Expression> Parts => [Operand];
}

/// <summary>Matches the pattern (<c>%</c> any text, <c>_</c> any character, <c>\</c> before either means itself), letter case and ё/е alike.</summary>
public sealed record Like(Expression Operand, Expression Pattern) : Expression(DataType.YesNo)
{
    internal override IEnumerable<Expression> Parts => [Operand, Pattern];
}

/// <summary>The result of the first branch whose condition holds.</summary>
public sealed record Case(DataType Type, IReadOnlyList<(Expression When, Expression Then)> Branches, Expression Else) : Expression(Type)
{
    internal override IEnumerable<Expression> Parts => [.. Branches.SelectMany(branch => new[] { branch.When, branch.Then }), Else];

    /// <summary>Same branches in the same order.</summary>
    public bool Equals(Case? other) => other is not null && Else == other.Else && Branches.SequenceEqual(other.Branches);
    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Else, Branches.Count);
}

/// <summary>A function of the registry.</summary>
public sealed record Call(DataType Type, string Function, IReadOnlyList<Expression> Arguments) : Expression(Type)
{
    internal override IEnumerable<Expression> Parts => Arguments;

    /// <summary>Same function of the same arguments.</summary>
    public bool Equals(Call? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);
    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Function, Arguments.Count);
}

/// <summary>How the records of a collection become one value.</summary>
public enum Aggregation
{
    /// <summary>How many.</summary>
    Count,
    /// <summary>Whether any.</summary>
    Exists,
    /// <summary>Their sum, zero for none.</summary>
    Sum,
    /// <summary>The least.</summary>
    Min,
    /// <summary>The greatest.</summary>
    Max,
}

/// <summary>One value over the records of a collection of this record, or of a record reached through references.</summary>
/// <param name="Type">Type of the result.</param>
/// <param name="Aggregation">How they become one.</param>
/// <param name="Steps">References walked before the collection.</param>
/// <param name="Collection">The way back.</param>
/// <param name="Value">What is summed or compared, over the collection's entity; null for count and exists.</param>
/// <param name="Where">Which of the records, over the collection's entity; null for all.</param>
public sealed record Aggregate(DataType Type, Aggregation Aggregation, IReadOnlyList<Step> Steps, Collection Collection, Expression? Value, Expression? Where)
    : Expression(Type)
{
    /// <summary>How many records out the collection's owner stands.</summary>
    public int Outer { get; init; }

    /// <summary>Same aggregation over the same collection.</summary>
    public bool Equals(Aggregate? other) =>
        other is not null && Aggregation == other.Aggregation && ReferenceEquals(Collection, other.Collection) && Outer == other.Outer && Value == other.Value && Where == other.Where && Steps.SequenceEqual(other.Steps);
    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Aggregation, Collection.Key, Value, Where);
}
