using Kabinet.Engine.Commands;
using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.People;

/// <summary>Invites a person as part of a command: user, role, one-time password and letter, in one transaction.</summary>
internal sealed class Invitations(NewPeople newPeople, InvitationLetters letters) : IInvitation
{
    private const string Login = "login";
    private const string Name = "name";
    private const string Email = "email";

    /// <exception cref="RefusedException">The actor may not grant the role, or the login or e-mail is taken.</exception>
    public async ValueTask<long> Invite(CommandRun run, string role, IReadOnlyDictionary<Field, object?> values)
    {
        if (RoleGranting.Refusal(run.Actor, [role]) is not null) throw RefusedException.NotFound();
        var user = run.Solution.Entities[CoreEntities.User];
        var filled = Filled(user, values);
        var login = (string)filled[user[Login]]!;
        await RefuseTaken(run, login);
        if (filled.GetValueOrDefault(user[Email]) is string address) await RefuseTaken(run, address);
        var id = await newPeople.Make(run, filled, [role]);
        var given = await newPeople.GiveOneTime(run.Transaction, id, login, run.Cancellation);
        if (filled.GetValueOrDefault(user[Email]) is string email) await letters.Put(run, email, (string)filled[user[Name]]!, given);
        return id;
    }

    /// <summary>The inputs of a transition have other names than login and e-mail, so the refusal has no field.</summary>
    private static async ValueTask RefuseTaken(CommandRun run, string name)
    {
        if (await PersonRules.IsTaken(run, name)) throw new RefusedException(Outcome.Invalid.At("", new("people.taken", name)));
    }

    /// <summary>Fills in defaults: the login from the e-mail, the name from the login.</summary>
    private static Dictionary<Field, object?> Filled(Entity user, IReadOnlyDictionary<Field, object?> values)
    {
        var filled = new Dictionary<Field, object?>(values);
        var login = (filled.GetValueOrDefault(user[Login]) ?? filled.GetValueOrDefault(user[Email])) as string;
        if (login is null) throw new RefusedException(Outcome.Invalid.At("", new("people.no_login")));
        filled[user[Login]] = login.ToLowerInvariant();
        filled[user[Name]] = filled.GetValueOrDefault(user[Name]) ?? login;
        return filled;
    }
}
