using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions;

/// <summary>
/// A checked expression over one record of an entity. Immutable. Access rules and lists combine expressions with <see cref="And"/> and
/// <see cref="Or"/>; the storage writes them as SQL; <see cref="Dependencies"/> lists what they use.
/// </summary>
public abstract record Expression(DataType Type)
{
    /// <summary>The constant true.</summary>
    public static readonly Expression True = new Constant(DataType.YesNo, true);
    /// <summary>The constant false: the row rule of a role without a grant.</summary>
    public static readonly Expression False = new Constant(DataType.YesNo, false);

    /// <summary>Direct operands over the same record.</summary>
    internal virtual IEnumerable<Expression> Parts => [];

    /// <summary>
    /// The operands of a chain of one operator: a, b and c of <c>a or b or c</c>. The expression alone if it is not such a chain.
    /// </summary>
    internal IEnumerable<Expression> Operands(Operator chain) =>
        this is Binary both && both.Operator == chain ? both.Left.Operands(chain).Concat(both.Right.Operands(chain)) : [this];

    /// <summary>Both conditions. Constants are folded.</summary>
    public static Expression And(Expression left, Expression right) =>
        left == True ? right : right == True ? left : left == False || right == False ? False
            : new Binary(DataType.YesNo, Operator.And, left, right);

    /// <summary>Either condition. Constants are folded; equal sides are merged.</summary>
    public static Expression Or(Expression left, Expression right) =>
        left == False || left == right ? right : right == False ? left : left == True || right == True ? True
            : new Binary(DataType.YesNo, Operator.Or, left, right);
}

/// <summary>Binary operators.</summary>
public enum Operator
{
    /// <summary>Logical and.</summary>
    And,
    /// <summary>Logical or.</summary>
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
    /// <summary>Sum, or a date plus a whole number of days.</summary>
    Add,
    /// <summary>Difference, a date minus days, or the days between two dates.</summary>
    Subtract,
    /// <summary>Product. Its scale is the sum of the scales.</summary>
    Multiply,
    /// <summary>Quotient of scale 6, rounded half away from zero. Division by zero gives null.</summary>
    Divide,
}

/// <summary>A literal value.</summary>
public sealed record Constant(DataType Type, object? Value) : Expression(Type);

/// <summary>A value that is bound when the statement runs: the user, the time, an input.</summary>
public sealed record ParameterValue(DataType Type, Parameter Parameter) : Expression(Type);

/// <summary>A field of this record, or of a record reached through references. Null if a reference on the way is empty.</summary>
/// <param name="Type">Type of the field.</param>
/// <param name="Steps">References to follow, in order; empty for a field of this record.</param>
/// <param name="Field">The field to read.</param>
public sealed record FieldValue(DataType Type, IReadOnlyList<Step> Steps, Field Field) : Expression(Type)
{
    /// <summary>The record it starts from: 0 for the innermost one, 1 for the owner of the enclosing collection, and so on.</summary>
    public int Outer { get; init; }

    /// <summary>Two values are equal if they follow the same steps to the same field.</summary>
    public bool Equals(FieldValue? other) =>
        other is not null && ReferenceEquals(Field, other.Field) && Outer == other.Outer && Steps.SequenceEqual(other.Steps);
    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Field.Key, Steps.Count);
}

/// <summary>One reference to follow. With a rule, the referenced record is visible only where the rule is true.</summary>
/// <param name="Reference">A field of kind <c>ref</c>.</param>
/// <param name="Rule">The reader's row rule on the referenced entity; null in expressions of definitions, which see every record.</param>
public sealed record Step(Field Reference, Expression? Rule);

/// <summary>A binary operation.</summary>
public sealed record Binary(DataType Type, Operator Operator, Expression Left, Expression Right) : Expression(Type)
{
    internal override IEnumerable<Expression> Parts => [Left, Right];
}

/// <summary>Logical negation.</summary>
public sealed record Not(Expression Operand) : Expression(DataType.YesNo)
{
    internal override IEnumerable<Expression> Parts => [Operand];
}

/// <summary>Unary minus.</summary>
public sealed record Negate(Expression Operand) : Expression(Operand.Type)
{
    internal override IEnumerable<Expression> Parts => [Operand];
}

/// <summary>True if the operand equals one of the options.</summary>
public sealed record In(Expression Operand, IReadOnlyList<Expression> Options) : Expression(DataType.YesNo)
{
    internal override IEnumerable<Expression> Parts => [Operand, .. Options];

    /// <summary>Equal if the operand and all options are equal.</summary>
    public bool Equals(In? other) => other is not null && Operand == other.Operand && Options.SequenceEqual(other.Options);
    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Operand, Options.Count);
}

/// <summary>True if the operand is null.</summary>
public sealed record IsNull(Expression Operand) : Expression(DataType.YesNo)
{
    internal override IEnumerable<Expression> Parts => [Operand];
}

/// <summary>
/// True if the text matches the pattern: <c>%</c> is any text, <c>_</c> any character, <c>\</c> escapes either.
/// Ignores letter case and the difference between ё and е.
/// </summary>
public sealed record Like(Expression Operand, Expression Pattern) : Expression(DataType.YesNo)
{
    internal override IEnumerable<Expression> Parts => [Operand, Pattern];
}

/// <summary>The result of the first branch whose condition is true, otherwise of the else branch.</summary>
public sealed record Case(DataType Type, IReadOnlyList<(Expression When, Expression Then)> Branches, Expression Else) : Expression(Type)
{
    internal override IEnumerable<Expression> Parts => [.. Branches.SelectMany(branch => new[] { branch.When, branch.Then }), Else];

    /// <summary>Equal if all branches are equal and in the same order.</summary>
    public bool Equals(Case? other) => other is not null && Else == other.Else && Branches.SequenceEqual(other.Branches);
    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Else, Branches.Count);
}

/// <summary>A function call.</summary>
public sealed record Call(DataType Type, string Function, IReadOnlyList<Expression> Arguments) : Expression(Type)
{
    internal override IEnumerable<Expression> Parts => Arguments;

    /// <summary>Equal if the function and all arguments are equal.</summary>
    public bool Equals(Call? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);
    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Function, Arguments.Count);
}

/// <summary>Aggregate functions.</summary>
public enum Aggregation
{
    /// <summary>The number of records.</summary>
    Count,
    /// <summary>True if there is at least one record.</summary>
    Exists,
    /// <summary>The sum of a value; zero if there are no records.</summary>
    Sum,
    /// <summary>The smallest value; null if there are no records.</summary>
    Min,
    /// <summary>The largest value; null if there are no records.</summary>
    Max,
    /// <summary>The value of the first record in an order; null if there are no records.</summary>
    First,
    /// <summary>The value of the last record in an order; null if there are no records.</summary>
    Last,
}

/// <summary>An aggregate over a collection of this record, or of a record reached through references.</summary>
/// <param name="Type">Type of the result.</param>
/// <param name="Aggregation">The aggregate function.</param>
/// <param name="Steps">References to follow to the owner of the collection.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Value">The value to aggregate, over the collection's entity; null for count and exists.</param>
/// <param name="Where">Condition on the records, over the collection's entity; null for all.</param>
public sealed record Aggregate(DataType Type, Aggregation Aggregation, IReadOnlyList<Step> Steps, Collection Collection, Expression? Value,
    Expression? Where)
    : Expression(Type)
{
    /// <summary>The record it starts from: 0 for the innermost one, 1 for the owner of the enclosing collection, and so on.</summary>
    public int Outer { get; init; }
    /// <summary>What first and last order the records by, over the collection's entity; null for the order of creation.</summary>
    public Expression? By { get; init; }
    /// <summary>The expressions over the collection's entity.</summary>
    internal IEnumerable<Expression> Inside => new[] { Value, Where, By }.OfType<Expression>();

    /// <summary>Equal if function, collection, value, condition and order are equal.</summary>
    public bool Equals(Aggregate? other) =>
        other is not null && Aggregation == other.Aggregation && ReferenceEquals(Collection, other.Collection) && Outer == other.Outer
            && Value == other.Value && Where == other.Where && By == other.By && Steps.SequenceEqual(other.Steps);
    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Aggregation, Collection.Key, Value, Where);
}

/// <summary>
/// A value of one record given by its id, whatever record the expression around it is over. Null if there is no such record.
/// </summary>
/// <param name="Type">Type of the value.</param>
/// <param name="Entity">Entity of the record.</param>
/// <param name="Id">The id.</param>
/// <param name="Rule">The reader's row rule: a record it does not hold for does not exist. Null for every record.</param>
/// <param name="Value">The value, over the record.</param>
internal sealed record RecordValue(DataType Type, Entity Entity, Expression Id, Expression? Rule, Expression Value) : Expression(Type)
{
    internal override IEnumerable<Expression> Parts => [Id];
}
