using Kabinet.Engine.Background;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Mail.Smtp;
using Kabinet.Engine.Notices.Channels;
using Kabinet.Engine.People;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine;

/// <summary>Settings of an installation.</summary>
public sealed record EngineOptions
{
    /// <summary>Folder of the solution's definitions.</summary>
    public required string SolutionFolder { get; init; }
    /// <summary><c>sqlite:FILE</c>, or the connection string of PostgreSQL.</summary>
    public required string Database { get; init; }
    /// <summary>Folder for files and keys.</summary>
    public required string DataFolder { get; init; }
    /// <summary>Hashing and encryption of secrets.</summary>
    public required Secrets Secrets { get; init; }
    /// <summary>Public address of the installation, for letters; null to leave it out.</summary>
    public Uri? Address { get; init; }
    /// <summary>The mail server that letters leave through; null to keep them in the log.</summary>
    public MailServer? Mail { get; init; }
    /// <summary>Author shown in the list of revisions for definitions published from the folder.</summary>
    public string Author { get; init; } = "console";
    /// <summary>Kinds of blocks, effects and fields that definitions may use.</summary>
    public Kinds Kinds { get; init; } = PlatformKinds.All;
    /// <summary>The kinds of events that the journal knows.</summary>
    public EventKinds Events { get; init; } = EventKinds.Platform;
    /// <summary>Channels of notices beside those of the platform.</summary>
    internal IReadOnlyList<INoticeChannel> Channels { get; init; } = [];
    /// <summary>Jobs beside those of the platform.</summary>
    internal IReadOnlyList<IBackgroundJob> Jobs { get; init; } = [];
    /// <summary>What one person may ask of the database.</summary>
    public ReadLimits Reading { get; init; } = new();
    /// <summary>Files of one record at most.</summary>
    public int FilesPerRecord { get; init; } = 1_000;
    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
