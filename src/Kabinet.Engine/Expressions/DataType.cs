namespace Kabinet.Engine.Expressions;

/// <summary>What a value is, for type checks.</summary>
public enum ValueKind
{
    /// <summary>The literal <c>null</c>, which fits any kind.</summary>
    Nothing,
    /// <summary>Characters; CLR <see cref="string"/>.</summary>
    Text,
    /// <summary>An exact number of a fixed scale; CLR <see cref="decimal"/>, or <see cref="long"/> at scale 0.</summary>
    Number,
    /// <summary>A calendar day; CLR <see cref="DateOnly"/>.</summary>
    Date,
    /// <summary>A moment; CLR <see cref="System.DateTime"/> in UTC, to the millisecond.</summary>
    DateTime,
    /// <summary>Yes or no; CLR <see cref="bool"/>.</summary>
    YesNo,
    /// <summary>A key among choices; CLR <see cref="string"/>.</summary>
    Choice,
    /// <summary>A record of an entity by its id; CLR <see cref="long"/>.</summary>
    Reference,
    /// <summary>A length of time added to or taken from a moment, <c>30m</c>, <c>4h</c>, <c>2d</c>; only written, never stored; CLR <see cref="TimeSpan"/>.</summary>
    Duration,
}

/// <summary>The static type of an expression or a field.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Scale">Digits after the point of a number; money has 2.</param>
/// <param name="To">Entity key of a reference.</param>
public readonly record struct DataType(ValueKind Kind, int Scale = 0, string? To = null)
{
    /// <summary>Characters.</summary>
    public static readonly DataType Text = new(ValueKind.Text);
    /// <summary>A whole number.</summary>
    public static readonly DataType Whole = new(ValueKind.Number);
    /// <summary>Money: two digits after the point.</summary>
    public static readonly DataType Money = new(ValueKind.Number, 2);
    /// <summary>A calendar day.</summary>
    public static readonly DataType Date = new(ValueKind.Date);
    /// <summary>A moment in UTC.</summary>
    public static readonly DataType DateTime = new(ValueKind.DateTime);
    /// <summary>Yes or no.</summary>
    public static readonly DataType YesNo = new(ValueKind.YesNo);
    /// <summary>A key among choices.</summary>
    public static readonly DataType Choice = new(ValueKind.Choice);
    /// <summary>The literal <c>null</c>.</summary>
    public static readonly DataType Nothing = new(ValueKind.Nothing);

    /// <summary>A length of time.</summary>
    public static readonly DataType Duration = new(ValueKind.Duration);

    /// <summary>A number of a scale.</summary>
    public static DataType Number(int scale) => new(ValueKind.Number, scale);
    /// <summary>A reference to an entity.</summary>
    public static DataType Reference(string entity) => new(ValueKind.Reference, To: entity);
}
