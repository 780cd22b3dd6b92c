namespace Kabinet.Engine.Model;

/// <summary>A calendar period by which dates are grouped.</summary>
public enum Period
{
    /// <summary>No grouping: the value itself.</summary>
    None,
    /// <summary>A day.</summary>
    Day,
    /// <summary>A week, starting on Monday.</summary>
    Week,
    /// <summary>A month.</summary>
    Month,
    /// <summary>A quarter of a year.</summary>
    Quarter,
    /// <summary>A year.</summary>
    Year,
}
