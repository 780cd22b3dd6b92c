using Kabinet.Engine.Model;

namespace Kabinet.Engine.Journal.Events;

/// <summary>
/// What a person did with his own account. Whoever only reads the record of a person learns nothing about how he signs in; those who
/// manage people do.
/// </summary>
internal abstract class AccountEvent : EventKind
{
    private const string Managers = Role.OfAbilities + Ability.Users;

    internal override bool Shows(EventVisibility sight, StoredEvent stored) => sight.Role.Has(Managers);
}
