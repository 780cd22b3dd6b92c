using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Checks that need all linked pages: links between pages, and blocks in which some role sees nothing.</summary>
internal sealed class PageChecks(Draft draft)
{
    private readonly Dictionary<Block, BlockKind> kinds =
        draft.Linked.ToDictionary(pair => pair.Block, pair => pair.Kind, (IEqualityComparer<Block>)ReferenceEqualityComparer.Instance);

    public Draft Draft => draft;

    public ImpossibleChecks Impossible { get; } = new(draft);

    public void Judge()
    {
        foreach (var page in draft.Pages.Values) Judge(page.Blocks, page.Roles);
    }

    /// <summary>Checks blocks inside a page, block or tab.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="around">Roles that see what encloses the blocks.</param>
    public void Judge(IEnumerable<Block> blocks, IReadOnlySet<string> around)
    {
        foreach (var block in blocks) kinds[block].Check(block, this, block.Roles ?? around);
    }

    /// <summary>Warns about roles that see the block but may not read the records it lists.</summary>
    public void WarnUnreadable(Definition block, Entity entity, IReadOnlySet<string> roles)
    {
        foreach (var role in roles.Where(role => !Has(role, entity, grant => grant.Read)))
            draft.Warn(block.At, new("problem.warning.blind", role, entity.Key));
    }

    /// <summary>Warns about roles that see the form but may not create its records.</summary>
    public void WarnUncreatable(Definition form, Entity entity, IReadOnlySet<string> roles)
    {
        foreach (var role in roles.Where(role => !Has(role, entity, grant => grant.Create)))
            draft.Warn(form.At, new("problem.warning.mute", role, entity.Key));
    }

    /// <summary>Warns about fields of a block that nobody on the page may read.</summary>
    public void WarnUnseen(Definition block, string key, Entity entity, IEnumerable<FieldPath> paths, IReadOnlySet<string> roles)
    {
        foreach (var path in paths) Impossible.WarnUnseen(entity, path, roles, block.PlaceOf(key, path.Text));
    }

    /// <summary>Warns about roles that see the form of an invitation and can give no role by it.</summary>
    public void WarnInvitesNobody(Definition block, IReadOnlySet<string> roles)
    {
        foreach (var role in roles.Where(draft.Roles.ContainsKey).Select(key => draft.Roles[key]))
            if (!role.Closure.Contains(Role.OfAbility(Ability.Users))
                && !role.Closure.Any(key => draft.Roles[key].Definition is { Invites.Count: > 0 }))
                draft.Warn(block.At, new("problem.warning.invites_nobody", role.Key));
    }

    private bool Has(string role, Entity entity, Func<Grant, Expression?> right) =>
        !draft.Roles.TryGetValue(role, out var found)
            || found.Closure.Any(key => entity.Grants.TryGetValue(key, out var grant) && right(grant) is not null);
}
