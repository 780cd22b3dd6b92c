using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>What can be judged only when all pages stand: links between them, and pages that show their readers nothing.</summary>
internal sealed class PageChecks(Draft draft)
{
    private readonly Dictionary<Block, BlockKind> kinds = draft.Linked.ToDictionary(pair => pair.Block, pair => pair.Kind, (IEqualityComparer<Block>)ReferenceEqualityComparer.Instance);

    public Draft Draft => draft;

    public void Judge()
    {
        foreach (var page in draft.Pages.Values) Judge(page.Blocks, page.Roles);
    }

    /// <summary>Checks blocks that stand within something of these roles.</summary>
    public void Judge(IEnumerable<Block> blocks, IReadOnlySet<string> around)
    {
        foreach (var block in blocks) kinds[block].Check(block, this, block.Roles ?? around);
    }

    /// <summary>Warns of readers who may read nothing of what is listed.</summary>
    public void WarnUnreadable(Definition block, Entity entity, IReadOnlySet<string> roles)
    {
        foreach (var role in roles.Where(role => !Has(role, entity, grant => grant.Read)))
            draft.Warn(block.At, new("problem.warning.blind", role, entity.Key));
    }

    /// <summary>Warns of readers who may make no such record.</summary>
    public void WarnUncreatable(Definition form, Entity entity, IReadOnlySet<string> roles)
    {
        foreach (var role in roles.Where(role => !Has(role, entity, grant => grant.Create)))
            draft.Warn(form.At, new("problem.warning.mute", role, entity.Key));
    }

    private bool Has(string role, Entity entity, Func<Grant, Expression?> right) =>
        !draft.Roles.TryGetValue(role, out var found) || found.Closure.Any(key => entity.Grants.TryGetValue(key, out var grant) && right(grant) is not null);
}
