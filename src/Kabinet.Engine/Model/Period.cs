namespace Kabinet.Engine.Model;

/// <summary>A stretch of the calendar.</summary>
public enum Period
{
    /// <summary>The value itself.</summary>
    None,
    /// <summary>A day.</summary>
    Day,
    /// <summary>A week from Monday.</summary>
    Week,
    /// <summary>A month.</summary>
    Month,
    /// <summary>A quarter of a year.</summary>
    Quarter,
    /// <summary>A year.</summary>
    Year,
}
