using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Publishing;

/// <summary>
/// The revisions of an installation: seeded once from a folder, then published one after another, each checked against the live data.
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

    /// <summary>All of them, the first first.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async ValueTask<IReadOnlyList<Revision>> All(CancellationToken cancellation = default) =>
        await Revisions.All(database, cancellation);

    /// <summary>What bringing in a folder would do.</summary>
    /// <exception cref="SolutionException">The definitions have problems; all of them are told.</exception>
    public async ValueTask<Preview> PreviewApply(string folder, CancellationToken cancellation = default)
    {
        var read = SolutionFolder.Read(folder);
        if (await Merged(read, cancellation) is not { } merged) return await Preview(new(read.Files, new("")), null, cancellation);
        return merged.Merge.Conflicts.Count > 0
            ? new Preview { Merge = merged.Merge, Number = merged.Last.Number, Language = LanguageOf(merged.Last) }
            : await Preview(new(merged.Merge.Files, new("")) { Folder = read }, merged.Merge, cancellation);
    }

    /// <summary>What going back to a revision would do.</summary>
    /// <exception cref="PublicationException">There is no such revision.</exception>
    /// <exception cref="SolutionException">The definitions have problems; all of them are told.</exception>
    public async ValueTask<Preview> PreviewRevert(int number, CancellationToken cancellation = default) =>
        await Preview(new((await Find(number, cancellation)).Files(), new("")), null, cancellation);

    /// <summary>
    /// Brings in a later version of a folder over what serves: files changed in the folder only are taken, files changed in the database
    /// only are kept.
    /// Where another publication comes between, it is all done again from that one.
    /// </summary>
    /// <exception cref="PublicationException">A file is changed on both sides; all of them are told.</exception>
    /// <exception cref="SolutionException">The definitions have problems, or people and records hold what they no longer have; all of it is
    /// told.</exception>
    public async ValueTask<Solution> Apply(string folder, Authorship by, CancellationToken cancellation = default)
    {
        var read = SolutionFolder.Read(folder);
        return await Again(async () => await Publisher.Publish(await Candidate(read, by, cancellation), cancellation), cancellation);
    }

    /// <summary>Publishes definitions that were made from a revision.</summary>
    /// <param name="files">Texts by path.</param>
    /// <param name="by">Who and why.</param>
    /// <param name="madeFrom">Number of the revision they were made from.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PublicationException">Another revision was published since.</exception>
    /// <exception cref="SolutionException">The definitions have problems, or people and records hold what they no longer have; all of it is
    /// told.</exception>
    public async ValueTask<Solution> Publish(IReadOnlyDictionary<string, string> files, Authorship by, int madeFrom,
        CancellationToken cancellation = default)
    {
        try { return await Publisher.Publish(new(files, by) { MadeFrom = madeFrom }, cancellation); }
        catch (RevisionMovedException) when (!cancellation.IsCancellationRequested) { throw await Stale(madeFrom, cancellation); }
    }

    /// <summary>Publishes the files of an earlier revision anew.</summary>
    /// <exception cref="PublicationException">There is no such revision, or another was published meanwhile.</exception>
    /// <exception cref="SolutionException">People and records hold what it does not have, or it has problems by now; all of it is
    /// told.</exception>
    public async ValueTask<Solution> Revert(int number, Authorship by, CancellationToken cancellation = default)
    {
        var last = await Last(cancellation);
        var wanted = await Find(number, cancellation);
        var reason = by.Reason ?? Texts.Say("publish.revert", LanguageOf(last), number);
        return await Publish(wanted.Files(), by with { Reason = reason }, last.Number, cancellation);
    }

    /// <summary>Writes a revision, the last where none is named, into an empty folder, byte for byte, and tells its number.</summary>
    /// <exception cref="PublicationException">There is no such revision.</exception>
    /// <exception cref="IOException">The folder holds something.</exception>
    public async ValueTask<int> Export(string folder, int? number = null, CancellationToken cancellation = default)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new IOException($"{folder} is not empty");
        var revision = number is { } wanted ? await Find(wanted, cancellation) : await Last(cancellation);
        foreach (var (path, text) in revision.Files()) await Write(folder, path, text, cancellation);
        return revision.Number;
    }

    /// <summary>
    /// How a folder differs from the one that was brought in last; empty where it does not, null where there is no such folder.
    /// </summary>
    /// <exception cref="SolutionException">A file of the folder is no text.</exception>
    public async ValueTask<IReadOnlyList<FileChange>?> Waiting(string folder, CancellationToken cancellation = default) =>
        Directory.Exists(folder) ? FileChange.Between((await Last(cancellation)).BaseFiles(), SolutionReader.Files(folder)) : null;

    /// <summary>
    /// The definitions that serve from now on: those published last, else those of the folder, which become the first revision.
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

    // The same definitions: a revision comes of it only where this version of the platform needs other tables.
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
            // Another was faster: what is to be done is seen anew from there.
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
            Rights = RightsDifference.Between(publishing.Before, publishing.Solution, kinds),
        };
    }

    private async ValueTask<Revision> Last(CancellationToken cancellation) =>
        await Revisions.Last(database, cancellation) ?? throw PublicationException.Of(SolutionSettingsDefinition.DefaultLanguage,
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
        // Whoever can write into the database cannot write elsewhere by it.
        if (!file.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal)) throw new IOException($"'{path}' leads out of the folder");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await TextFile.Write(file, text, cancellation);
    }
}
