using Kabinet.Engine.Background;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Files;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.People;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine;

/// <summary>
/// One running installation: its definitions, database and rooms.
/// A read goes: page definition → <c>Access</c> (rows and columns of the actor) → <c>Records</c> (one SELECT, guards as columns) → storage.
/// A command goes: begin → load under the read rule → permit → accept each field → decide (<c>Lifecycles</c>, pure) → versioned write → journal → judge the written row → outbox → commit → tell.
/// </summary>
public sealed class KabinetEngine : IAsyncDisposable
{
    /// <summary>Opens an installation: reads the definitions, opens the database, brings its schema up to them, builds the rooms.</summary>
    /// <exception cref="SolutionException">The definitions have problems; all of them are told.</exception>
    /// <exception cref="SchemaException">The data do not allow what the definitions ask of the tables.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public static ValueTask<KabinetEngine> Open(EngineOptions options, CancellationToken cancellation = default) => Composition.Open(options, cancellation);

    /// <summary>What opening an installation with these definitions would change in its tables.</summary>
    /// <exception cref="SolutionException">The definitions have problems; all of them are told.</exception>
    public static async ValueTask<SchemaPlan> Plan(EngineOptions options, CancellationToken cancellation = default)
    {
        await using var database = Databases.Open(options.Database);
        return await new Publisher(database, options.Clock, new ChangeFeed(), options.Author, options.Kinds).Plan(Written.In(options.SolutionFolder, options.Kinds), cancellation);
    }

    /// <summary>One at a time, so that an older snapshot never follows a newer one.</summary>
    private readonly SemaphoreSlim publishing = new(1, 1);

    internal NodeNews? News { private get; set; }

    internal Publisher Publisher { private get; init; } = null!;

    internal string SolutionFolder { private get; init; } = "";

    internal Kinds Kinds { private get; init; } = PlatformKinds.All;

    /// <summary>Reads the definitions again and serves them at once. Whatever is wrong with them, the last good ones keep serving.</summary>
    /// <exception cref="SolutionException">The definitions have problems; all of them are told.</exception>
    /// <exception cref="SchemaException">The data do not allow what the definitions ask of the tables.</exception>
    public async ValueTask Reload(CancellationToken cancellation = default)
    {
        await publishing.WaitAsync(cancellation);
        try { Serve(await Publisher.Publish(Written.In(SolutionFolder, Kinds), cancellation)); }
        finally { publishing.Release(); }
    }

    /// <summary>Asks the database for as little as there is, to see that it answers.</summary>
    /// <exception cref="DatabaseUnavailableException">It does not.</exception>
    public async ValueTask Touch(CancellationToken cancellation = default) => await Revisions.LastNumber(Database, cancellation);

    /// <summary>Takes up what another process has published, if it has; asking costs one small read. Whatever is wrong with it, the last good definitions keep serving.</summary>
    /// <returns>Whether other definitions serve now.</returns>
    /// <exception cref="SolutionException">This executable cannot make anything of them. Told once; they are not tried again.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async ValueTask<bool> CatchUp(CancellationToken cancellation = default)
    {
        await publishing.WaitAsync(cancellation);
        try
        {
            if (await Publisher.Newer(Solution.Value.Revision, cancellation) is not { } newer) return false;
            Serve(newer);
            return true;
        }
        finally { publishing.Release(); }
    }

    private void Serve(Solution solution)
    {
        Solution.Swap(solution);
        Changes.Tell(Change.OfDefinitions);
    }

    /// <summary>The snapshot that serves now.</summary>
    public required CurrentSolution Solution { get; init; }
    /// <summary>The gate to data, for reading.</summary>
    public required Records Records { get; init; }
    /// <summary>The door of commands: every change of data comes in here.</summary>
    public required CommandDoor Commands { get; init; }
    /// <summary>History of records.</summary>
    public required JournalReader Journal { get; init; }
    /// <summary>Notices of a person.</summary>
    public required Bell Bell { get; init; }
    /// <summary>Files of records.</summary>
    public required RecordFiles Files { get; init; }
    /// <summary>Who comes in and as whom.</summary>
    public required People.People People { get; init; }
    /// <summary>What works in the background while the site serves; whoever hosts the engine runs it.</summary>
    public required BackgroundWorker Worker { get; init; }
    /// <summary>What administrators see of the background work.</summary>
    public required BackgroundOverview Background { get; init; }
    /// <summary>What changed, for live pages.</summary>
    public required ChangeFeed Changes { get; init; }
    /// <summary>The database, for start-up, health and back-up; never for records.</summary>
    public required Database Database { get; init; }
    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (News is not null) await News.DisposeAsync();
        await publishing.WaitAsync();
        await Database.DisposeAsync();
        publishing.Dispose();
    }
}
