using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Publishing;

/// <summary>One publication on its way: what it starts from and what it leads to. Touches nothing.</summary>
internal sealed class PendingPublication
{
    public PendingPublication(Candidate candidate, Revision? last, SolutionDefinition? before, (Schema Existing, Schema Needed) tables, Solution solution)
    {
        (Candidate, Last, Before, Solution) = (candidate, last, before, solution);
        Keys = Before is null ? KeyChanges.None : KeyChanges.Between(Before, solution.Definition);
        Plan = SchemaPlan.Between(tables.Existing, tables.Needed, Renames.Of(solution).With(Keys));
    }

    public Candidate Candidate { get; }
    /// <summary>What serves now; null in an empty database.</summary>
    public Revision? Last { get; }
    /// <summary>The same as it is written.</summary>
    public SolutionDefinition? Before { get; }
    /// <summary>Linked, under the number of the last revision.</summary>
    public Solution Solution { get; }
    public KeyChanges Keys { get; }
    public SchemaPlan Plan { get; }

    /// <summary>The tables stand and the definitions are those of the last revision.</summary>
    public bool IsNothingNew => Plan.IsEmpty && Last is not null && DefinitionTexts.AreSame(Last.Files(), Candidate.Files);

    /// <summary>The folder to compare a later one with, as a revision keeps it.</summary>
    public BroughtIn Folder
    {
        get
        {
            var texts = Candidate.Folder?.Files ?? Last?.BaseFiles() ?? Candidate.Files;
            return new(
                DefinitionTexts.AreSame(texts, Candidate.Files) ? null : DefinitionTexts.Write(texts),
                Candidate.Folder?.Source ?? Last?.Folder.Source);
        }
    }

    public PublicationChecks Checks(Dialect dialect) => new(dialect, Before!, Solution.Definition, Keys);
}
