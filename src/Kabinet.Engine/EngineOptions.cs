namespace Kabinet.Engine;

/// <summary>What an installation runs on.</summary>
public sealed record EngineOptions
{
    /// <summary>Folder of the solution's definitions.</summary>
    public required string SolutionFolder { get; init; }
    /// <summary><c>sqlite:FILE</c>, or the connection string of PostgreSQL.</summary>
    public required string Database { get; init; }
    /// <summary>Folder of files and keys.</summary>
    public required string DataFolder { get; init; }
    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
