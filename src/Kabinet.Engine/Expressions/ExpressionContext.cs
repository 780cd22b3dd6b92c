using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions;

/// <summary>What an expression text may speak about and what it must be worth.</summary>
public sealed record ExpressionContext
{
    /// <summary>Every entity by key; <c>@me</c> is a record of the one named <c>user</c>.</summary>
    public required IReadOnlyDictionary<string, Entity> Entities { get; init; }
    /// <summary>The zone in which days begin and end.</summary>
    public required TimeZoneInfo Zone { get; init; }
    /// <summary>Type of the result; null accepts any. A number is rounded to the scale.</summary>
    public DataType? Expected { get; init; }
    /// <summary>The field that receives the result: its type is expected, its choices are checked.</summary>
    public Field? Target { get; init; }
    /// <summary>What <c>@input.key</c> may name.</summary>
    public IReadOnlyDictionary<string, Field> Inputs { get; init; } = new Dictionary<string, Field>();
    /// <summary>While a solution is linked: names that its definitions give and that could not be read.</summary>
    internal UnparsedNames? Unparsed { get; init; }
    /// <summary>While a solution is linked: whether a key that is no known input may yet be one.</summary>
    internal Func<string, bool>? MayBeInput { get; init; }
    /// <summary>The record around this one, for names that this one does not have and for <c>outer.name</c>.</summary>
    public Entity? Outer { get; init; }
    /// <summary>
    /// Given when a reader wrote the expression rather than a definition: his row rule on the entity that a reference leads to.
    /// Null and <see cref="Expression.False"/> mean that the path does not exist for him.
    /// </summary>
    public Func<Field, Expression?>? RuleOfStep { get; init; }
    /// <summary>With <see cref="RuleOfStep"/>: the reader's row rule on the records of a collection; absent, no collection exists for him.</summary>
    public Func<Collection, Expression?>? RuleOfCollection { get; init; }
    /// <summary>With <see cref="RuleOfStep"/>: whether the reader may read a field; one he may not does not exist.</summary>
    public Func<Entity, Field, bool>? MayRead { get; init; }
}
