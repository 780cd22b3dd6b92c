using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Publishing;

/// <summary>
/// The revisions of an installation: the first comes from a folder, later ones are published; each is checked against live data.
/// </summary>
public sealed class Publications : IAsyncDisposable
{
    private const int Attempts = 5;
    private readonly Database database;
    private readonly Kinds kinds;
    private readonly bool isOurs;

    internal Publications(Database database, Publisher publisher, Kinds kinds, bool isOurs = false) =>
        (this.database, this.kinds, this.isOurs, Publisher) = (database, kinds, isOurs, publisher);

    internal Publisher Publisher { get; }

    /// <summary>All revisions, oldest first.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    public async ValueTask<IReadOnlyList<Revision>> All(CancellationToken cancellation = default) =>
        await Revisions.All(database, cancellation);

    /// <summary>Previews the import of a folder.</summary>
    /// <exception cref="SolutionException">The definitions have problems; lists all of them.</exception>
    public async ValueTask<Preview> PreviewApply(string folder, CancellationToken cancellation = default)
    {
        var read = SolutionFolder.Read(folder);
        if (await Merged(read, cancellation) is not { } merged) return await Preview(new(read.Files, new("")), null, cancellation);
        return merged.Merge.Conflicts.Count > 0
            ? new Preview { Merge = merged.Merge, Number = merged.Last.Number, Language = LanguageOf(merged.Last) }
            : await Preview(new(merged.Merge.Files, new("")) { Folder = read }, merged.Merge, cancellation);
    }

    /// <summary>Previews a return to a revision.</summary>
    /// <exception cref="PublicationException">There is no such revision.</exception>
    /// <exception cref="SolutionException">The definitions have problems; lists all of them.</exception>
    public async ValueTask<Preview> PreviewRevert(int number, CancellationToken cancellation = default) =>
        await Preview(new((await Find(number, cancellation)).Files(), new("")), null, cancellation);

    /// <summary>
    /// Merges a newer version of a folder into the current definitions: takes files changed only in the folder, and keeps files changed
    /// only in the database.
    /// If another revision is published meanwhile, the merge starts again from it.
    /// </summary>
    /// <exception cref="PublicationException">Files were changed on both sides; lists all of them.</exception>
    /// <exception cref="SolutionException">The definitions have problems, or people and records use something they no longer have; lists
    /// all of it.</exception>
    public async ValueTask<Solution> Apply(string folder, Authorship by, CancellationToken cancellation = default)
    {
        var read = SolutionFolder.Read(folder);
        return await Again(async () => await Publisher.Publish(await Candidate(read, by, cancellation), cancellation), cancellation);
    }

    /// <summary>Publishes definitions based on a revision.</summary>
    /// <param name="files">Texts by path.</param>
    /// <param name="by">Author and reason.</param>
    /// <param name="madeFrom">Number of the revision they are based on.</param>
    /// <param name="cancellation">Cancels the publication.</param>
    /// <exception cref="PublicationException">Another revision was published since <paramref name="madeFrom"/>.</exception>
    /// <exception cref="SolutionException">The definitions have problems, or people and records use something they no longer have; lists
    /// all of it.</exception>
    public async ValueTask<Solution> Publish(IReadOnlyDictionary<string, string> files, Authorship by, int madeFrom,
        CancellationToken cancellation = default)
    {
        try { return await Publisher.Publish(new(files, by) { MadeFrom = madeFrom }, cancellation); }
        catch (RevisionMovedException) when (!cancellation.IsCancellationRequested) { throw await Stale(madeFrom, cancellation); }
    }

    /// <summary>Publishes the files of an earlier revision again.</summary>
    /// <exception cref="PublicationException">There is no such revision, or another one was published meanwhile.</exception>
    /// <exception cref="SolutionException">People and records use something it does not have, or it is no longer valid; lists all
    /// of it.</exception>
    public async ValueTask<Solution> Revert(int number, Authorship by, CancellationToken cancellation = default)
    {
        var last = await Last(cancellation);
        var wanted = await Find(number, cancellation);
        var reason = by.Reason ?? Texts.Say("publish.revert", LanguageOf(last), number);
        return await Publish(wanted.Files(), by with { Reason = reason }, last.Number, cancellation);
    }

    /// <summary>Writes a revision (by default the last) into an empty folder, byte for byte, and returns its number.</summary>
    /// <exception cref="PublicationException">There is no such revision.</exception>
    /// <exception cref="IOException">The folder is not empty.</exception>
    public async ValueTask<int> Export(string folder, int? number = null, CancellationToken cancellation = default)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new IOException($"{folder} is not empty");
        var revision = number is { } wanted ? await Find(wanted, cancellation) : await Last(cancellation);
        foreach (var (path, text) in revision.Files()) await Write(folder, path, text, cancellation);
        return revision.Number;
    }

    /// <summary>
    /// How a folder differs from the last import; empty when it is the same, null when there is no such folder.
    /// </summary>
    /// <exception cref="SolutionException">A file of the folder is not text.</exception>
    public async ValueTask<IReadOnlyList<FileChange>?> Waiting(string folder, CancellationToken cancellation = default) =>
        Directory.Exists(folder) ? FileChange.Between((await Last(cancellation)).BaseFiles(), SolutionReader.Files(folder)) : null;

    /// <summary>
    /// The definitions to start with: those published last, or those of the folder, which become the first revision.
    /// </summary>
    internal ValueTask<Solution> Start(string folder, string author, CancellationToken cancellation) => Again(
        async () => await Revisions.Last(database, cancellation) is { } last ? await Serve(last, author, cancellation)
            : await Seed(folder, author, cancellation), cancellation);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => isOurs ? database.DisposeAsync() : ValueTask.CompletedTask;

    private ValueTask<Solution> Seed(string path, string author, CancellationToken cancellation)
    {
        var folder = SolutionFolder.Read(path);
        return Publisher.Publish(new(folder.Files, new(author)) { MadeFrom = 0, Folder = folder }, cancellation);
    }

    // The definitions stay the same: a new revision is created only when this version of the platform needs other tables.
    private async ValueTask<Solution> Serve(Revision last, string author, CancellationToken cancellation)
    {
        var language = LanguageOf(last);
        var by = new Authorship(author, Texts.Say("publish.upgrade", language));
        try { return await Publisher.Publish(new(last.Files(), by) { MadeFrom = last.Number }, cancellation); }
        catch (SolutionException wrong)
        {
            throw new SolutionException([new(default, new("publish.unreadable", last.Number)), .. wrong.Problems], language);
        }
    }

    private async ValueTask<Candidate> Candidate(SolutionFolder folder, Authorship by, CancellationToken cancellation)
    {
        if (await Merged(folder, cancellation) is not { } merged) return new(folder.Files, by) { MadeFrom = 0, Folder = folder };
        return merged.Merge.Conflicts.Count == 0
            ? new(merged.Merge.Files, by) { MadeFrom = merged.Last.Number, Folder = folder }
            : throw new PublicationException(merged.Merge.Conflicts, LanguageOf(merged.Last));
    }

    private async ValueTask<(FileMerge Merge, Revision Last)?> Merged(SolutionFolder folder, CancellationToken cancellation)
    {
        var revisions = await Revisions.All(database, cancellation);
        return revisions.Count == 0 ? null : (new(revisions[^1], folder.MadeFrom(revisions), folder.Files), revisions[^1]);
    }

    private async ValueTask<Solution> Again(Func<ValueTask<Solution>> publish, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try { return await publish(); }
            // Another revision was published first: start again from it.
            catch (RevisionMovedException) when (attempt < Attempts && !cancellation.IsCancellationRequested) { }
        }
    }

    private async ValueTask<Preview> Preview(Candidate candidate, FileMerge? merge, CancellationToken cancellation)
    {
        var publishing = await Publisher.Prepare(candidate, cancellation);
        var findings = await Publisher.Findings(publishing, cancellation);
        return new Preview
        {
            Merge = merge,
            Number = publishing.IsNothingNew ? publishing.Last!.Number : publishing.Plan.Revision,
            Language = publishing.Solution.Settings.Language,
            Files = FileChange.Between(publishing.Last?.Files() ?? new Dictionary<string, string>(), candidate.Files),
            Plan = publishing.Plan,
            Findings = findings,
            Tables = StepWords.Of(publishing.Plan),
            Rights = RightsDifference.Between(publishing.Before, publishing.Solution, publishing.Keys, kinds),
            Pages = PagesDifference.Between(publishing.Before, publishing.Solution.Definition, publishing.Keys),
        };
    }

    private async ValueTask<Revision> Last(CancellationToken cancellation) =>
        await Revisions.Last(database, cancellation) ?? throw PublicationException.Of(Languages.Default,
            "publish.nothing");

    private async ValueTask<Revision> Find(int number, CancellationToken cancellation)
    {
        if (await Revisions.Find(database, number, cancellation) is { } found) return found;
        var last = await Last(cancellation);
        throw PublicationException.Of(LanguageOf(last), "publish.no_revision", number, last.Number);
    }

    private async ValueTask<PublicationException> Stale(int madeFrom, CancellationToken cancellation)
    {
        var last = await Last(cancellation);
        return PublicationException.Of(LanguageOf(last), "publish.stale", madeFrom, last.Number, last.Author);
    }

    private string LanguageOf(Revision revision) => SolutionReader.LanguageOf(revision.Files(), kinds);

    private static async Task Write(string folder, string path, string text, CancellationToken cancellation)
    {
        var file = Path.GetFullPath(Path.Combine(folder, path));
        // A path in the database must not lead outside the folder.
        if (!file.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal)) throw new IOException($"'{path}' leads out of the folder");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await TextFile.Write(file, text, cancellation);
    }
}
