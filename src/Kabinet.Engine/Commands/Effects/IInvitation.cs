using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>
/// Creates a person for the effect <c>invite</c>: user, role, one-time password and letter, in the transaction of the transition.
/// </summary>
internal interface IInvitation
{
    /// <summary>Invites a person and returns the id.</summary>
    /// <param name="run">The running command; <see cref="RecordMaking.Make"/> creates and journals the records.</param>
    /// <param name="role">Role of the person.</param>
    /// <param name="values">Fields of the user: <c>login</c>, <c>name</c>, <c>email</c> and others from the definition.</param>
    /// <exception cref="RefusedException">The person cannot be invited, for example because the login is taken.</exception>
    ValueTask<long> Invite(CommandRun run, string role, IReadOnlyDictionary<Field, object?> values);
}
