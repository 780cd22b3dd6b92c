using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Publishing;

/// <summary>
/// Publishes definitions: checks live data, updates tables and stored keys, and writes the revision, all in one
/// transaction.
/// </summary>
internal sealed class Publisher(Database database, TimeProvider clock, ChangeFeed changes,
    (Kinds Kinds, IReadOnlyList<Table> Tables) platform)
{
    private readonly Kinds kinds = platform.Kinds;
    private int hopeless;

    /// <summary>What was published last, wherever that was, when it is newer than what serves; null when it is not.</summary>
    /// <exception cref="SolutionException">This version cannot read the definitions.</exception>
    public async ValueTask<Solution?> Newer(int than, CancellationToken cancellation)
    {
        if (await Revisions.LastNumber(database, cancellation) is var number && number <= than || number == hopeless) return null;
        var revision = (await Revisions.Last(database, cancellation))!;
        // Another attempt at the same texts would end in the same way.
        hopeless = revision.Number;
        var solution = SolutionLinker.Link(SolutionReader.Read(revision.Files(), kinds), revision.Number, kinds);
        database.ForgetPrepared();
        return solution;
    }

    /// <summary>Prepares a publication: what it would do and what prevents it. Writes nothing.</summary>
    /// <exception cref="SolutionException">The definitions have problems; lists all of them.</exception>
    public async ValueTask<PendingPublication> Prepare(Candidate candidate, CancellationToken cancellation)
    {
        var existing = await Schema.Read(database, cancellation);
        var last = await Revisions.Last(database, cancellation);
        if ((last?.Number ?? 0) != existing.Revision || candidate.MadeFrom is { } from && from != existing.Revision)
            throw new RevisionMovedException(last?.Number ?? existing.Revision);
        var solution = SolutionLinker.Link(SolutionReader.Read(candidate.Files, kinds), existing.Revision, kinds);
        return new(candidate, last, Before(last, candidate, solution), (existing, Schema.Of(solution, platform.Tables)), solution);
    }

    // At a start the last revision is the candidate itself, so it is not parsed twice.
    private SolutionDefinition? Before(Revision? last, Candidate candidate, Solution solution) =>
        last?.Files() is not { } files ? null
        : DefinitionTexts.AreSame(files, candidate.Files) ? solution.Definition
        : SolutionReader.Read(files, kinds);

    /// <summary>Publishes the candidate; definitions equal to the last revision keep its number.</summary>
    /// <exception cref="SolutionException">The definitions have problems, or people and records use something they no longer have; lists
    /// all of it.</exception>
    /// <exception cref="RevisionMovedException">Another revision was published since.</exception>
    public async ValueTask<Solution> Publish(Candidate candidate, CancellationToken cancellation)
    {
        var publishing = await Prepare(candidate, cancellation);
        if (publishing.IsNothingNew)
        {
            await RememberFolder(publishing, cancellation);
            return publishing.Solution;
        }
        var (by, at) = (candidate.By, clock.GetUtcNow().UtcDateTime);
        var publication = new Publication(at, by.Author, DefinitionTexts.Write(candidate.Files)) { Reason = by.Reason,
            Folder = publishing.Folder };
        await publishing.Plan.Apply(database, publication, new(
            transaction => Bring(transaction, publishing, cancellation),
            transaction => changes.Announce(transaction, [Change.OfDefinitions], cancellation)), cancellation);
        return publishing.Solution with { Revision = publishing.Plan.Revision };
    }

    /// <summary>Checks a publication against live data.</summary>
    public ValueTask<Findings> Findings(PendingPublication publishing, CancellationToken cancellation) => publishing.Before is null
        ? new(new Findings([], []))
        : database.Read(connection => publishing.Checks(database.Dialect).Run(connection, publishing.Plan, cancellation), cancellation);

    // Repeats the checks inside the transaction, where the data can no longer change.
    private async ValueTask Bring(Transaction transaction, PendingPublication publishing, CancellationToken cancellation)
    {
        if (publishing.Before is not { } before) return;
        var findings = await publishing.Checks(database.Dialect).Run(transaction, publishing.Plan, cancellation);
        if (findings.Problems.Count > 0) throw new SolutionException(findings.Problems, publishing.Solution.Settings.Language);
        await new JournalValues(database.Dialect, publishing.Keys).Follow(transaction, cancellation);
        await new SavedLists(before, publishing.Solution.Definition, publishing.Keys).Follow(transaction, cancellation);
        await Counters.Follow(transaction, before, publishing.Keys, cancellation);
        await StoredKeys.Follow(transaction, publishing.Keys, cancellation);
    }

    private async ValueTask RememberFolder(PendingPublication publishing, CancellationToken cancellation)
    {
        if (publishing.Last is { } last && publishing.Folder is var folder && folder != last.Folder)
            await database.Write(transaction => transaction.Execute(Revisions.SetFolder(last.Number, folder), cancellation), cancellation);
    }
}
