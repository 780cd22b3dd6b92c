using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>
/// Confirms a session with the person's password. A recent confirmation is needed to change who somebody is: password, second factor,
/// tokens, roles, login, e-mail, whether he may sign in.
/// </summary>
public sealed class Confirmation
{
    /// <summary>Key of the error that asks for the password, and name of the field in forms.</summary>
    public const string Field = "_password";
    /// <summary>How long a typed password confirms what follows.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly Passwords passwords;

    internal Confirmation(Database database, TimeProvider clock, Passwords passwords) =>
        (this.database, this.clock, this.passwords) = (database, clock, passwords);

    /// <summary>Confirms the session; the next requests of it have <see cref="Proof.RecentPassword"/>.</summary>
    /// <returns>The refusal at <see cref="Field"/>; null on success.</returns>
    public async ValueTask<Outcome.Invalid?> Confirm(SignedIn signedIn, string password, CancellationToken cancellation = default)
    {
        if (Refusal(signedIn.Actor, Proof.Session) is { } refusal) return Outcome.Invalid.At("", refusal);
        if (signedIn.Actor.ImpersonatorId is not null) return Outcome.Invalid.At("", new("people.not_while_impersonating"));
        if (await passwords.Check(signedIn, password, Field, cancellation) is { } wrong) return wrong;
        Statement confirm = new(PeopleStatements.ConfirmSession, signedIn.Session!.Id, clock.GetUtcNow().UtcDateTime);
        await database.Do(transaction => transaction.Execute(confirm, cancellation), cancellation);
        return null;
    }

    /// <summary>Whether a change of the field changes who somebody is.</summary>
    public static bool IsNeededFor(Field field) => field.Entity.Key == CoreEntities.Membership
        || field.Entity.Key == CoreEntities.User && field.Key is (PersonRules.Login or PersonRules.Email or CoreFields.Active);

    /// <summary>Whether the transition may make a person.</summary>
    public static bool IsNeededFor(Transition transition) =>
        transition.WithTaken().Any(taken => taken.Effects.Any(effect => effect.Invites));

    /// <summary>Whether a refusal asks for the password.</summary>
    public static bool IsAskedBy(IReadOnlyDictionary<string, IReadOnlyList<Message>>? errors) => errors?.ContainsKey(Field) == true;

    internal static bool IsRecent(DateTime? confirmedAt, DateTime now) => confirmedAt is { } at && now - at < Life;

    /// <summary>Why the actor's proof does not suffice; null where it does.</summary>
    internal static Message? Refusal(Actor actor, Proof needed) =>
        actor.Proof == Proof.Platform || actor.Proof >= needed ? null
        : actor.Proof == Proof.Token ? new("people.session_needed")
        : actor.ImpersonatorId is not null ? new("people.not_while_impersonating") : new("people.confirm");

    /// <summary>The same as an outcome: at the field of the password where typing it helps.</summary>
    internal static Outcome.Invalid? Refused(Actor actor, Proof needed) =>
        Refusal(actor, needed) is not { } refusal ? null : Outcome.Invalid.At(refusal.Key == "people.confirm" ? Field : "", refusal);
}
