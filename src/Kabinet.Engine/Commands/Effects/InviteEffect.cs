using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>Invites a person: creates a user with a role and a one-time password.</summary>
public sealed record InviteEffectDefinition : EffectDefinition
{
    /// <summary>Role of the person.</summary>
    public required string Invite { get; init; }
    /// <summary>
    /// Fields of the user: <c>login</c>, <c>name</c>, <c>email</c> and fields of the solution; expressions over this record.
    /// </summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
    /// <summary>Reference field of this record that is set to the person.</summary>
    public string? Into { get; init; }
}

/// <summary>A linked <c>invite</c>.</summary>
internal sealed record InviteEffect(Expression? When, string Role, IReadOnlyList<(Field Field, Expression Value)> Values, Field? Into)
    : TransitionEffect(When)
{
    public override bool Invites => true;

    public override async ValueTask Do(EffectRun run) =>
        run.Put(Into, await run.Command.Steps.Invitation.Invite(run.Command, Role, await run.Values(Values)));
}

/// <summary><c>- invite: …</c>.</summary>
internal sealed class InviteEffectKind : EffectKind<InviteEffectDefinition>
{
    public override string Key => "invite";

    protected override InviteEffect? Link(InviteEffectDefinition effect, EffectLinking linking)
    {
        var (draft, at) = (linking.Draft, effect.PlaceOf("invite"));
        if (draft.Named(draft.Roles, effect.Invite, "role", at) is not { } role) return null;
        if (!role.IsOfPeople) draft.Refuse(at, new("problem.effect.invite", role.Key));
        var user = draft.Entities[CoreEntities.User];
        linking.JudgeRequired(effect, effect.Values, user);
        return new(linking.When(effect), role.Key, linking.Values(effect, "values", effect.Values, user),
            linking.Into(effect, effect.Into, user));
    }
}
