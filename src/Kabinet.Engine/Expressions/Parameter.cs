namespace Kabinet.Engine.Expressions;

/// <summary>A parameter of a statement, bound when it runs. Equal parameters share one binding.</summary>
public abstract record Parameter
{
    /// <summary>The current user, <c>@me</c>; null for a guest.</summary>
    public static readonly Parameter Me = new MePath([]);
}

/// <summary>The user (<c>@me</c>, no keys) or a value reached from the user: <c>@me.partner</c>, <c>@me.partner.discount</c>.</summary>
public sealed record MePath(IReadOnlyList<string> Keys) : Parameter
{
    /// <summary>The keys joined by dots; empty for <c>@me</c>.</summary>
    public string Text { get; } = string.Join('.', Keys);
    /// <summary>Equal if all keys are equal.</summary>
    public bool Equals(MePath? other) => other is not null && Text == other.Text;
    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>The time of the request, <c>@now</c>.</summary>
public sealed record NowParameter : Parameter;

/// <summary>The date of the request in the solution's time zone, <c>@today</c>.</summary>
public sealed record TodayParameter : Parameter;

/// <summary>The input with this key, <c>@input.amount</c>.</summary>
public sealed record InputParameter(string Key) : Parameter;

/// <summary>A value passed with one call (filter, cursor, field value), identified by its position.</summary>
public sealed record SlotParameter(int Slot) : Parameter;

/// <summary>A literal of the expression. It is bound as a parameter instead of being written into the SQL.</summary>
public sealed record ConstantParameter(object? Value) : Parameter;
