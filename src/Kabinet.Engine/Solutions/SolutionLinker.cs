using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Solutions;

/// <summary>Links definitions into a snapshot: resolves names, checks expressions, validates everything.</summary>
public static class SolutionLinker
{
    /// <summary>Links a solution.</summary>
    /// <exception cref="SolutionException">
    /// The solution has problems; all of them at once. Anything that depends on an unparsed part is skipped.
    /// </exception>
    public static Solution Link(SolutionDefinition definition, int revision, Kinds kinds)
    {
        var draft = new Draft(definition, kinds);
        new SettingsCheck(draft).Judge();
        var roles = new RoleLinking(draft);
        roles.Link();
        var entities = new EntityLinking(draft);
        entities.Declare();
        entities.Connect();
        roles.JudgeDemands();
        new ConditionLinking(draft).Link();
        new ComputedLinking(draft).Link();
        new GrantLinking(draft).Link();
        new NoticeLinking(draft).Link();
        new LifecycleLinking(draft).Link();
        new JobLinking(draft).Link();
        new PageLinking(draft).Link();
        roles.LinkPages();
        new PageChecks(draft).Judge();
        new ImpossibleChecks(draft).JudgeTransitions();
        new RenameCheck(draft).Judge();
        new LanguageCheck(draft).Judge();
        draft.ThrowIfWrong();
        return Finished(draft, revision);
    }

    private static Solution Finished(Draft draft, int revision) => new()
    {
        Revision = revision,
        Settings = draft.Definition.Settings,
        Zone = draft.Zone,
        Roles = draft.Roles,
        Entities = draft.Entities,
        Pages = draft.Pages,
        Notices = draft.Notices,
        Jobs = draft.Jobs,
        MePaths = draft.MePaths,
        Warnings = SolutionReader.InOrder(draft.Warnings),
        Definition = draft.Definition,
    };
}
