namespace Kabinet.Engine.Expressions;

/// <summary>Kind of a value, for type checks.</summary>
public enum ValueKind
{
    /// <summary>The literal <c>null</c>, which fits any type.</summary>
    Nothing,
    /// <summary>Text; CLR <see cref="string"/>.</summary>
    Text,
    /// <summary>An exact number of a fixed scale; CLR <see cref="decimal"/>, or <see cref="long"/> at scale 0.</summary>
    Number,
    /// <summary>A calendar day; CLR <see cref="DateOnly"/>.</summary>
    Date,
    /// <summary>A date and time; CLR <see cref="System.DateTime"/> in UTC, with millisecond precision.</summary>
    DateTime,
    /// <summary>A boolean; CLR <see cref="bool"/>.</summary>
    YesNo,
    /// <summary>The key of an option or state; CLR <see cref="string"/>.</summary>
    Choice,
    /// <summary>The id of a record; CLR <see cref="long"/>.</summary>
    Reference,
    /// <summary>
    /// A literal duration to add to a date and time or subtract from it: <c>30m</c>, <c>4h</c>, <c>2d</c>. Never stored;
    /// CLR <see cref="TimeSpan"/>.
    /// </summary>
    Duration,
}

/// <summary>The static type of an expression or a field.</summary>
/// <param name="Kind">Kind of the value.</param>
/// <param name="Scale">For a number: digits after the decimal point; money has 2.</param>
/// <param name="To">For a reference: key of the referenced entity.</param>
public readonly record struct DataType(ValueKind Kind, int Scale = 0, string? To = null)
{
    /// <summary>Text.</summary>
    public static readonly DataType Text = new(ValueKind.Text);
    /// <summary>A whole number.</summary>
    public static readonly DataType Whole = new(ValueKind.Number);
    /// <summary>Money: a number with two digits after the decimal point.</summary>
    public static readonly DataType Money = new(ValueKind.Number, 2);
    /// <summary>A calendar day.</summary>
    public static readonly DataType Date = new(ValueKind.Date);
    /// <summary>A date and time in UTC.</summary>
    public static readonly DataType DateTime = new(ValueKind.DateTime);
    /// <summary>A boolean.</summary>
    public static readonly DataType YesNo = new(ValueKind.YesNo);
    /// <summary>The key of an option or state.</summary>
    public static readonly DataType Choice = new(ValueKind.Choice);
    /// <summary>The literal <c>null</c>.</summary>
    public static readonly DataType Nothing = new(ValueKind.Nothing);

    /// <summary>A duration.</summary>
    public static readonly DataType Duration = new(ValueKind.Duration);

    /// <summary>A number with this many digits after the decimal point.</summary>
    public static DataType Number(int scale) => new(ValueKind.Number, scale);
    /// <summary>A reference to the entity with this key.</summary>
    public static DataType Reference(string entity) => new(ValueKind.Reference, To: entity);
}
