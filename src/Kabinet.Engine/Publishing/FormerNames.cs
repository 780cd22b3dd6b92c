using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Publishing;

/// <summary>
/// The names of earlier revisions. A form, a bookmark or a program made under an earlier revision uses its names; they are followed through
/// every rename since.
/// </summary>
public sealed class FormerNames
{
    /// <summary>How many revisions back names are followed.</summary>
    public const int MostBack = 30;
    private readonly Database database;
    private readonly Kinds kinds;
    private readonly BoundedCache<int, SolutionDefinition> definitions = new(MostBack + 1);
    private volatile Kept kept = new(0, []);

    internal FormerNames(Database database, Kinds kinds) => (this.database, this.kinds) = (database, kinds);

    /// <summary>The names of one revision.</summary>
    /// <param name="revision">Its number.</param>
    /// <param name="now">The solution whose names are wanted.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <returns>Null where it is no earlier revision than <paramref name="now"/>, or one too old to follow.</returns>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    public async ValueTask<RevisionNames?> Of(int revision, Solution now, CancellationToken cancellation = default) =>
        revision < now.Revision ? (await Back(now, cancellation)).FirstOrDefault(names => names.Revision == revision) : null;

    /// <summary>The names of the last revisions, newest first; read once for each solution.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    public async ValueTask<IReadOnlyList<RevisionNames>> Back(Solution now, CancellationToken cancellation = default)
    {
        if (kept is var known && known.Revision == now.Revision) return known.Names;
        var names = new List<RevisionNames>();
        IReadOnlyList<RevisionStep> since = [];
        var after = now.Definition;
        for (var number = now.Revision - 1; number >= Math.Max(1, now.Revision - MostBack); number--)
        {
            if (await Definition(number, cancellation) is not { } before) break;
            since = [new(before, after, KeyChanges.Between(before, after)), .. since];
            names.Add(new(number, now, since));
            after = before;
        }
        kept = new(now.Revision, names);
        return names;
    }

    private async ValueTask<SolutionDefinition?> Definition(int number, CancellationToken cancellation)
    {
        if (definitions.TryGet(number, out var known)) return known;
        if (await Revisions.Find(database, number, cancellation) is not { } revision) return null;
        var read = SolutionReader.Read(revision.Files(), kinds);
        definitions.Set(number, read);
        return read;
    }

    private sealed record Kept(int Revision, IReadOnlyList<RevisionNames> Names);
}

/// <summary>Two successive revisions.</summary>
/// <param name="Before">The older one.</param>
/// <param name="After">The newer one.</param>
/// <param name="Keys">What changed between them.</param>
internal sealed record RevisionStep(SolutionDefinition Before, SolutionDefinition After, KeyChanges Keys);
