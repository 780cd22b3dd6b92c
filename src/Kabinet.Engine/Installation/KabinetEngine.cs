using Kabinet.Engine.Background;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Files;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Mail.Smtp;
using Kabinet.Engine.Model;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.People;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Threads;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine;

/// <summary>
/// One running installation: its definitions, database and modules.
/// Read: page definition → <c>Access</c> (rows and columns of the actor) → <c>Records</c> (one SELECT, guards as columns) → storage.
/// Command: begin → load under the read rule → check permission → accept each field → decide (<c>Lifecycles</c>, pure) → versioned write →
/// authorise and journal the event, check the written row → outbox → commit → notify listeners.
/// </summary>
public sealed class KabinetEngine : IAsyncDisposable
{
    /// <summary>
    /// Opens the database, takes the definitions published last (or those of the folder when nothing was published
    /// yet), updates the schema to them, and creates the modules.
    /// </summary>
    /// <exception cref="SolutionException">The definitions have problems; lists all of them.</exception>
    /// <exception cref="SchemaException">The data do not allow the changes of tables that the definitions need.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    public static ValueTask<KabinetEngine> Open(EngineOptions options, CancellationToken cancellation = default) =>
        Composition.Open(options, cancellation);

    /// <summary>Opens the revisions of an installation that this process does not serve; the caller disposes them.</summary>
    /// <exception cref="ArgumentException">The connection string is not valid.</exception>
    public static Publications OpenPublications(EngineOptions options) => Composition.OpenPublications(options);

    /// <summary>Serializes publications, so that an older snapshot never replaces a newer one.</summary>
    private readonly SemaphoreSlim publishing = new(1, 1);

    internal NodeListener? News { private get; set; }

    internal SmtpPost? Post { private get; init; }

    internal Publications Publications { private get; init; } = null!;

    internal string SolutionFolder { private get; init; } = "";

    /// <summary>Publishes definitions and serves them at once. On failure the current ones remain in use.</summary>
    /// <param name="files">Texts by path.</param>
    /// <param name="by">Author and reason.</param>
    /// <param name="madeFrom">Number of the revision they are based on.</param>
    /// <param name="cancellation">Cancels the publication.</param>
    /// <returns>Number of the revision in use.</returns>
    /// <exception cref="PublicationException">Another revision was published since <paramref name="madeFrom"/>.</exception>
    /// <exception cref="SolutionException">The definitions have problems, or people and records use something they no longer have; lists
    /// all of it.</exception>
    public ValueTask<int> Publish(IReadOnlyDictionary<string, string> files, Authorship by, int madeFrom,
        CancellationToken cancellation = default) =>
        Serve(() => Publications.Publish(files, by, madeFrom, cancellation), cancellation);

    /// <summary>Merges a newer version of a folder into the current definitions, and serves the result at once.</summary>
    /// <exception cref="PublicationException">Files were changed both in the folder and in the database; lists all of them.</exception>
    /// <exception cref="SolutionException">The definitions have problems, or people and records use something they no longer have; lists
    /// all of it.</exception>
    public ValueTask<int> Apply(string folder, Authorship by, CancellationToken cancellation = default) =>
        Serve(() => Publications.Apply(folder, by, cancellation), cancellation);

    /// <summary>Publishes the files of an earlier revision again and serves them at once.</summary>
    /// <exception cref="PublicationException">There is no such revision.</exception>
    /// <exception cref="SolutionException">People and records use something it does not have, or it is no longer valid; lists all
    /// of it.</exception>
    public ValueTask<int> Revert(int number, Authorship by, CancellationToken cancellation = default) =>
        Serve(() => Publications.Revert(number, by, cancellation), cancellation);

    /// <summary>Applies the current state of the folder that the installation was opened with.</summary>
    /// <exception cref="PublicationException">Files were changed both in the folder and in the database; lists all of them.</exception>
    /// <exception cref="SolutionException">The definitions have problems, or people and records use something they no longer have; lists
    /// all of it.</exception>
    public async ValueTask Reload(CancellationToken cancellation = default) => await Apply(SolutionFolder, new("console"), cancellation);

    /// <summary>
    /// How the installation's folder differs from the last import; empty when it is the same, null when the folder does not exist.
    /// </summary>
    /// <exception cref="SolutionException">A file of the folder is not text.</exception>
    public ValueTask<IReadOnlyList<FileChange>?> Waiting(CancellationToken cancellation = default) =>
        Publications.Waiting(SolutionFolder, cancellation);

    /// <summary>Runs a minimal query to check that the database responds, and writes a file to check that the folder of files takes
    /// it.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    /// <exception cref="FilesUnavailableException">The folder of files cannot be written, or its disk is full.</exception>
    public async ValueTask Touch(CancellationToken cancellation = default)
    {
        await Revisions.LastNumber(Database, cancellation);
        Files.TryFolder();
    }

    /// <summary>
    /// Serves what another process has published, if anything; the check costs one small read. On failure the current definitions remain
    /// in use.
    /// </summary>
    /// <returns>Whether the definitions have changed.</returns>
    /// <exception cref="SolutionException">This version cannot read the new definitions. Thrown once; they are not tried again.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
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

    /// <summary>The current snapshot.</summary>
    public required CurrentSolution Solution { get; init; }
    /// <summary>Names of earlier revisions, for whoever still uses them.</summary>
    public required FormerNames Names { get; init; }
    /// <summary>The gate for reading data.</summary>
    public required Records Records { get; init; }
    /// <summary>The entry point of commands, for every change of data.</summary>
    public required CommandDoor Commands { get; init; }
    /// <summary>History of records.</summary>
    public required JournalReader Journal { get; init; }
    /// <summary>Notices of a person.</summary>
    public required Bell Bell { get; init; }
    /// <summary>Conversations on records.</summary>
    public required RecordThreads Threads { get; init; }
    /// <summary>Files of records.</summary>
    public required RecordFiles Files { get; init; }
    /// <summary>Authentication and accounts.</summary>
    public required People.People People { get; init; }
    /// <summary>The background worker; the host runs it.</summary>
    public required BackgroundWorker Worker { get; init; }
    /// <summary>The log of letters, and the mail server.</summary>
    public required Letters Letters { get; init; }
    /// <summary>Templates of letters.</summary>
    public required LetterTemplates LetterTemplates { get; init; }
    /// <summary>State of the background work, for administrators.</summary>
    public required BackgroundOverview Background { get; init; }
    /// <summary>Notifications of changes, for live pages.</summary>
    public required ChangeFeed Changes { get; init; }
    /// <summary>The database, for start-up, health checks and backup; never for records.</summary>
    public required Database Database { get; init; }
    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (News is not null) await News.DisposeAsync();
        if (Post is not null) await Post.DisposeAsync();
        await Commands.Close();
        await publishing.WaitAsync();
        await Database.DisposeAsync();
        publishing.Dispose();
    }
}
