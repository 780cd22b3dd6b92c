namespace Kabinet.Engine.Expressions;

/// <summary>A value that is bound when a statement runs. Equal parameters are bound once.</summary>
public abstract record Parameter
{
    /// <summary>The asking person, <c>@me</c>; null for a guest.</summary>
    public static readonly Parameter Me = new MePath([]);
}

/// <summary><c>@me</c> with no keys, or a value reached from him: <c>@me.partner</c>, <c>@me.partner.discount</c>.</summary>
public sealed record MePath(IReadOnlyList<string> Keys) : Parameter
{
    /// <summary>The keys joined by points, empty for <c>@me</c>.</summary>
    public string Text { get; } = string.Join('.', Keys);
    /// <summary>Same path.</summary>
    public bool Equals(MePath? other) => other is not null && Text == other.Text;
    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>The moment of the request, <c>@now</c>.</summary>
public sealed record NowParameter : Parameter;

/// <summary>The day of the request in the solution's zone, <c>@today</c>.</summary>
public sealed record TodayParameter : Parameter;

/// <summary>What was entered under a key, <c>@input.amount</c>.</summary>
public sealed record InputParameter(string Key) : Parameter;

/// <summary>A value of this one call: a filter's, a cursor's, a written field's; told apart by place.</summary>
public sealed record SlotParameter(int Slot) : Parameter;

/// <summary>A value written in the text itself; bound rather than spelled out in SQL.</summary>
public sealed record ConstantParameter(object? Value) : Parameter;
