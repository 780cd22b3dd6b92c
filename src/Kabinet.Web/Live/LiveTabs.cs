using System.Collections.Concurrent;
using Kabinet.Engine;
using Kabinet.Engine.Outbox;

namespace Kabinet.Web.Live;

/// <summary>All open pages of this node. Hears of every change once and hands it to the pages that asked for such.</summary>
internal sealed class LiveTabs(KabinetEngine engine) : IHostedService
{
    private readonly ConcurrentDictionary<LiveTab, byte> open = [];

    public int Count => open.Count;

    public IDisposable Open(LiveTab tab)
    {
        open[tab] = 0;
        return new Opened(this, tab);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Changes.Changed += Tell;
        return Task.CompletedTask;
    }

    /// <summary>A stop of the site ends the streams at once; pages connect again to whoever is there.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        engine.Changes.Changed -= Tell;
        foreach (var tab in open.Keys) tab.Close();
        return Task.CompletedTask;
    }

    private void Tell(Change change)
    {
        foreach (var (tab, _) in open) tab.Tell(change);
    }

    private sealed class Opened(LiveTabs tabs, LiveTab tab) : IDisposable
    {
        public void Dispose() => tabs.open.TryRemove(tab, out _);
    }
}
