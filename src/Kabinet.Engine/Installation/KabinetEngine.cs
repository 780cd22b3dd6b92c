using Kabinet.Engine.Background;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Files;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Reading;
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
    /// <summary>
    /// Opens an installation: opens the database, serves the definitions published last, or those of the folder where nothing was published
    /// yet,
    /// brings the schema up to them, builds the rooms.
    /// </summary>
    /// <exception cref="SolutionException">The definitions have problems; all of them are told.</exception>
    /// <exception cref="SchemaException">The data do not allow what the definitions ask of the tables.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public static ValueTask<KabinetEngine> Open(EngineOptions options, CancellationToken cancellation = default) => Composition.Open(options, cancellation);

    /// <summary>Opens the revisions of an installation that this process does not serve; whoever asks disposes of them.</summary>
    /// <exception cref="ArgumentException">The database is named in a way that is not understood.</exception>
    public static Publications OpenPublications(EngineOptions options) => Composition.OpenPublications(options);

    /// <summary>One at a time, so that an older snapshot never follows a newer one.</summary>
    private readonly SemaphoreSlim publishing = new(1, 1);

    internal NodeListener? News { private get; set; }

    internal Publications Publications { private get; init; } = null!;

    internal string SolutionFolder { private get; init; } = "";

    /// <summary>Publishes definitions and serves them at once. Whatever is wrong with them, the last good ones keep serving.</summary>
    /// <param name="files">Texts by path.</param>
    /// <param name="by">Who and why.</param>
    /// <param name="madeFrom">Number of the revision they were made from.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The number they serve under.</returns>
    /// <exception cref="PublicationException">Another revision was published since.</exception>
    /// <exception cref="SolutionException">They have problems, or people and records hold what they no longer have; all of it is
    /// told.</exception>
    public ValueTask<int> Publish(IReadOnlyDictionary<string, string> files, Authorship by, int madeFrom,
        CancellationToken cancellation = default) =>
        Serve(() => Publications.Publish(files, by, madeFrom, cancellation), cancellation);

    /// <summary>Brings in a later version of a folder over what serves, and serves it at once.</summary>
    /// <exception cref="PublicationException">A file is changed in the folder and in the database; all of them are told.</exception>
    /// <exception cref="SolutionException">The definitions have problems, or people and records hold what they no longer have; all of it is
    /// told.</exception>
    public ValueTask<int> Apply(string folder, Authorship by, CancellationToken cancellation = default) =>
        Serve(() => Publications.Apply(folder, by, cancellation), cancellation);

    /// <summary>Publishes the files of an earlier revision anew and serves them at once.</summary>
    /// <exception cref="PublicationException">There is no such revision.</exception>
    /// <exception cref="SolutionException">People and records hold what it does not have, or it has problems by now; all of it is
    /// told.</exception>
    public ValueTask<int> Revert(int number, Authorship by, CancellationToken cancellation = default) =>
        Serve(() => Publications.Revert(number, by, cancellation), cancellation);

    /// <summary>Brings in the folder it was opened with as it is now.</summary>
    /// <exception cref="PublicationException">A file is changed in the folder and in the database; all of them are told.</exception>
    /// <exception cref="SolutionException">The definitions have problems, or people and records hold what they no longer have; all of it is
    /// told.</exception>
    public async ValueTask Reload(CancellationToken cancellation = default) => await Apply(SolutionFolder, new("console"), cancellation);

    /// <summary>
    /// How the folder it was opened with differs from what was brought in last; empty where it does not, null where it is not there.
    /// </summary>
    /// <exception cref="SolutionException">A file of the folder is no text.</exception>
    public ValueTask<IReadOnlyList<FileChange>?> Waiting(CancellationToken cancellation = default) =>
        Publications.Waiting(SolutionFolder, cancellation);

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
            if (await Publications.Publisher.Newer(Solution.Value.Revision, cancellation) is not { } newer) return false;
            Serve(newer);
            return true;
        }
        finally { publishing.Release(); }
    }

    private async ValueTask<int> Serve(Func<ValueTask<Solution>> publish, CancellationToken cancellation)
    {
        await publishing.WaitAsync(cancellation);
        try
        {
            var solution = await publish();
            Serve(solution);
            return solution.Revision;
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
        await Commands.Close();
        await publishing.WaitAsync();
        await Database.DisposeAsync();
        publishing.Dispose();
    }
}
