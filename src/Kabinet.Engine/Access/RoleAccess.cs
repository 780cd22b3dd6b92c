using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Access;

/// <summary>
/// The rights of one role held on one entity. A role counts together with the roles it includes, but not with others that the same person
/// holds: what one role shows is not opened by what another role permits.
/// </summary>
internal sealed class RoleAccess
{
    private readonly IReadOnlySet<string> closure;

    public RoleAccess(Entity entity, IReadOnlySet<string> closure)
    {
        this.closure = closure;
        Grants = [.. closure.Order(StringComparer.Ordinal).Where(entity.Grants.ContainsKey).Select(role => entity.Grants[role])];
        Readable = [.. Grants.Where(grant => grant.Read is not null && grant.Read != Expression.False)];
        Sees = EntityAccess.Any(Readable.Select(grant => grant.Read!));
    }

    /// <summary>The grants of the role and of those it includes.</summary>
    public IReadOnlyList<Grant> Grants { get; }
    /// <summary>The grants that show some rows.</summary>
    public IReadOnlyList<Grant> Readable { get; }
    /// <summary>Condition for rows that the role shows.</summary>
    public Expression Sees { get; }

    /// <summary>True if it is the role or one that it includes.</summary>
    public bool Has(string role) => closure.Contains(role);

    /// <summary>True if the role sees the event of a transition in the history.</summary>
    public bool Hears(Transition transition) => transition.Audience is null || closure.Overlaps(transition.Audience);

    /// <summary>Condition for rows that the role shows and that meet one of its conditions, given by role.</summary>
    public Expression Permits(IReadOnlyDictionary<string, Expression> conditions) =>
        Expression.And(Sees, EntityAccess.Any(conditions.Where(pair => closure.Contains(pair.Key)).Select(pair => pair.Value)));
}
