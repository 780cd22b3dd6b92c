using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Warns about what can never happen: transitions that nobody can take, buttons and columns that nobody sees.</summary>
internal sealed class ImpossibleChecks(Draft draft)
{
    /// <summary>Checks for every transition whether the roles it names can take it.</summary>
    public void JudgeTransitions()
    {
        foreach (var entity in draft.Entities.Values.Where(entity => entity.Lifecycle is not null))
            foreach (var transition in entity.Lifecycle!.Transitions.Values.Where(transition => !draft.Doubtful.Contains(transition)))
                foreach (var (role, condition) in transition.By)
                    JudgeTaker(entity, transition, role, condition);
    }

    /// <summary>Warns about a button for a transition that no role of its block can take on the records it stands at.</summary>
    public void WarnButton(Entity entity, Transition transition, Expression? where, IReadOnlySet<string> roles, Location at)
    {
        if (draft.Doubtful.Contains(transition)) return;
        var takers = transition.By.Where(by => WithRole(roles).Any(role => role.Closure.Contains(by.Key))).Select(by => by.Value).ToList();
        if (takers.Count == 0) draft.Warn(at, new("problem.warning.button_role", transition.Key));
        else if (takers.TrueForAll(taker => !Starts(entity, transition, Expression.And(where ?? Expression.True, taker))))
            draft.Warn(at, new("problem.warning.button_state", transition.Key),
                new("problem.hint.from", string.Join(", ", transition.From)));
    }

    /// <summary>Warns about a field of a block that no role of the block may read, if some role reads the records at all.</summary>
    public void WarnUnseen(Entity entity, FieldPath path, IReadOnlySet<string> roles, Location at)
    {
        var readers = WithRole(roles).Where(role => Reads(role, entity)).ToList();
        if (readers.Count > 0 && readers.TrueForAll(role => path.Through.Append(path.Field).Any(field => !Reads(role, field))))
            draft.Warn(at, new("problem.warning.unread", path.Text));
    }

    private void JudgeTaker(Entity entity, Transition transition, string role, Expression condition)
    {
        var at = transition.Definition.PlaceOf("by", role);
        if (!WithRole(new HashSet<string> { role }).Any(holder => Reads(holder, entity)))
            draft.Warn(at, new("problem.warning.taker_blind", role, entity.Key, transition.Key));
        else if (!Starts(entity, transition, condition))
            draft.Warn(at, new("problem.warning.taker_state", role, transition.Key),
                new("problem.hint.from", string.Join(", ", transition.From)));
    }

    private static bool Starts(Entity entity, Transition transition, Expression condition) =>
        PossibleStates.Of(condition, entity.Lifecycle!).True.Overlaps(transition.From);

    // Whoever has a role that includes one of these has them too.
    private IEnumerable<Role> WithRole(IReadOnlySet<string> roles) => draft.Roles.Values.Where(role => role.Closure.Overlaps(roles));

    private static bool Reads(Role role, Entity entity) =>
        role.Closure.Any(key => entity.Grants.GetValueOrDefault(key)?.Read is { } rule && rule != Expression.False);

    private static bool Reads(Role role, Field field) => OwnedByAny.Of(field.Entity.Key) is not null
        || role.Closure.Any(key => field.Entity.Grants.GetValueOrDefault(key) is { Read: not null } grant && grant.Columns.Contains(field));
}
