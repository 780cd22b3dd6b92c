using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions;

/// <summary>Names that an expression may use and the type it must have.</summary>
public sealed record ExpressionContext
{
    /// <summary>All entities by key. <c>@me</c> is a record of the entity <c>user</c>.</summary>
    public required IReadOnlyDictionary<string, Entity> Entities { get; init; }
    /// <summary>Time zone that determines the day of a date and time.</summary>
    public required TimeZoneInfo Zone { get; init; }
    /// <summary>Required type of the result; null for any. A number is rounded to the scale.</summary>
    public DataType? Expected { get; init; }
    /// <summary>The field that receives the result: the result must have its type and one of its choices. Null for none.</summary>
    public Field? Target { get; init; }
    /// <summary>Inputs that <c>@input.key</c> may name, by key.</summary>
    public IReadOnlyDictionary<string, Field> Inputs { get; init; } = new Dictionary<string, Field>();
    /// <summary>While a solution is being linked: names whose definitions could not be parsed. Otherwise null.</summary>
    internal UnparsedNames? Unparsed { get; init; }
    /// <summary>While a solution is being linked: returns true if an unknown key may be an unparsed input. Otherwise null.</summary>
    internal Func<string, bool>? MayBeInput { get; init; }
    /// <summary>The enclosing record: for names that the inner record does not have, and for <c>outer.name</c>. Null for none.</summary>
    public Entity? Outer { get; init; }
    /// <summary>
    /// Set if a user wrote the expression, null if a definition did: returns the user's row rule on the entity that a reference points to.
    /// If it returns null or <see cref="Expression.False"/>, the path does not exist for the user.
    /// </summary>
    public Func<Field, Expression?>? RuleOfStep { get; init; }
    /// <summary>With <see cref="RuleOfStep"/>: returns the user's row rule on records of a collection; null to allow none.</summary>
    public Func<Collection, Expression?>? RuleOfCollection { get; init; }
    /// <summary>
    /// With <see cref="RuleOfStep"/>: returns the condition for rows of an entity that show the user all these fields. It is applied to
    /// every row that the expression reads, each by itself. Null if every readable row shows them.
    /// </summary>
    public Func<Entity, IReadOnlyCollection<Field>, Expression>? RowsShowing { get; init; }
    /// <summary>With <see cref="RuleOfStep"/>: returns true if the user may read the field. Other fields do not exist.</summary>
    public Func<Entity, Field, bool>? MayRead { get; init; }

    /// <summary>The condition for rows that show all these fields.</summary>
    internal Expression Shown(Entity entity, IReadOnlyCollection<Field> fields) =>
        fields.Count == 0 ? Expression.True : RowsShowing?.Invoke(entity, fields) ?? Expression.True;
}
