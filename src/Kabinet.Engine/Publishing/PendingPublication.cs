using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Publishing;

/// <summary>A prepared publication: the current state and the new one. Has no side effects.</summary>
internal sealed class PendingPublication
{
    public PendingPublication(Candidate candidate, Revision? last, SolutionDefinition? before, (Schema Existing, Schema Needed) tables,
        Solution solution)
    {
        (Candidate, Last, Before, Solution) = (candidate, last, before, solution);
        Keys = Before is null ? KeyChanges.None : KeyChanges.Between(Before, solution.Definition);
        Plan = SchemaPlan.Between(tables.Existing, tables.Needed, Renames.Of(solution).With(Keys));
    }

    public Candidate Candidate { get; }
    /// <summary>The current revision; null in an empty database.</summary>
    public Revision? Last { get; }
    /// <summary>Its definitions; null in an empty database.</summary>
    public SolutionDefinition? Before { get; }
    /// <summary>The new definitions, linked under the number of the last revision.</summary>
    public Solution Solution { get; }
    public KeyChanges Keys { get; }
    public SchemaPlan Plan { get; }

    /// <summary>Whether the tables and the definitions are already those of the last revision.</summary>
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
