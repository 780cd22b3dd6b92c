using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background.Jobs;

/// <summary>Deletes deliveries older than a month that were given up or whose channel no longer exists.</summary>
internal sealed class ForgetDeliveries(Database database, TimeProvider clock) : IBackgroundJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public string Name => "forget_deliveries";
    public TimeSpan Every => TimeSpan.FromDays(1);

    public async ValueTask Run(CancellationToken cancellation)
    {
        var forget = WorkStatements.Forget(clock.GetUtcNow().UtcDateTime - Kept);
        await database.Write(transaction => transaction.Execute(forget, cancellation), cancellation);
    }
}
