using Kabinet.Engine.Background;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Notices.Channels;
using Kabinet.Engine.People;
using Kabinet.Engine.Solutions;

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
    /// <summary>How secrets are kept.</summary>
    public required Secrets Secrets { get; init; }
    /// <summary>Address at which people reach the installation, for letters; null leaves it out.</summary>
    public Uri? Address { get; init; }
    /// <summary>Who publishes the definitions of the folder, for the list of revisions.</summary>
    public string Author { get; init; } = "console";
    /// <summary>The kinds that definitions may use.</summary>
    public Kinds Kinds { get; init; } = PlatformKinds.All;
    /// <summary>The kinds of events that the journal knows.</summary>
    public EventKinds Events { get; init; } = EventKinds.Platform;
    /// <summary>Channels of notices beside those of the platform.</summary>
    internal IReadOnlyList<INoticeChannel> Channels { get; init; } = [];
    /// <summary>Jobs beside those of the platform.</summary>
    internal IReadOnlyList<IBackgroundJob> Jobs { get; init; } = [];
    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
