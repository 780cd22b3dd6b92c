using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Solutions;

/// <summary>Turns definitions into the linked snapshot that runs: names become what they name, texts of expressions become checked trees.</summary>
public static class SolutionLinker
{
    /// <summary>Links a solution under a revision number.</summary>
    /// <exception cref="SolutionException">Something is wrong: all that can truly be said of it, at once. What could not be made out is passed over in silence, with whatever depends on it.</exception>
    public static Solution Link(SolutionDefinition definition, int revision, Kinds kinds)
    {
        var draft = new Draft(definition, kinds);
        new SettingsCheck(draft).Judge();
        var roles = new RoleLinking(draft);
        roles.Link();
        var entities = new EntityLinking(draft);
        entities.Declare();
        entities.Connect();
        new ConditionLinking(draft).Link();
        new ComputedLinking(draft).Link();
        new GrantLinking(draft).Link();
        new NoticeLinking(draft).Link();
        new LifecycleLinking(draft).Link();
        new PageLinking(draft).Link();
        roles.LinkPages();
        new PageChecks(draft).Judge();
        new RenameCheck(draft).Judge();
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
        MePaths = draft.MePaths,
        Warnings = SolutionReader.InOrder(draft.Warnings),
        Definition = draft.Definition,
    };
}
