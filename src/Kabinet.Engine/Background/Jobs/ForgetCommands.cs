using Kabinet.Engine.Commands;

namespace Kabinet.Engine.Background.Jobs;

/// <summary>Deletes command ids older than a week; no form sends them again.</summary>
internal sealed class ForgetCommands(CommandDoor commands) : IBackgroundJob
{
    public string Name => "forget_commands";
    public TimeSpan Every => TimeSpan.FromDays(1);

    public ValueTask Run(CancellationToken cancellation) => commands.Forget(cancellation);
}
