using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Lifecycles;

/// <summary>Makes a person for the effect <c>invite</c>: the user, his role, a one-time password and the letter with it, all in the transaction of the transition.</summary>
internal interface IInvitation
{
    /// <summary>Invites and tells the id of the person.</summary>
    /// <param name="run">The transaction at work; <see cref="RecordMaking.Make"/> makes and journals the records.</param>
    /// <param name="role">The role given.</param>
    /// <param name="values">Fields of the user: <c>login</c>, <c>name</c>, <c>email</c> and whatever the definition gives.</param>
    /// <exception cref="RefusedException">The person cannot be invited (a login already taken).</exception>
    ValueTask<long> Invite(CommandRun run, string role, IReadOnlyDictionary<Field, object?> values);
}
