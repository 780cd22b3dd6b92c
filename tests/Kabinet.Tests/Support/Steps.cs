using Kabinet.Engine.Commands;
using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Files;
using Kabinet.Engine.Model;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Notices.Channels;
using Kabinet.Engine.People;

namespace Kabinet.Tests;

/// <summary>The steps of a command as an installation has them, where nobody is invited.</summary>
internal static class Steps
{
    public static CommandSteps WithoutInvitations { get; } = new(new PersonAuthority(), new NoticeSending(Letters), new NobodyInvites(),
        new FileRows(100));

    private static OutsideLetters Letters =>
        new(new(TimeProvider.System, new(TimeProvider.System), sends: false), new(address: null));

    private sealed class NobodyInvites : IInvitation
    {
        public ValueTask<long> Invite(CommandRun run, string role, IReadOnlyDictionary<Field, object?> values) =>
            throw new InvalidOperationException("Nobody is invited here");
    }
}
