using System.Collections.Concurrent;
using Kabinet.Engine;
using Kabinet.Engine.Outbox;
using Kabinet.Web.Request;

namespace Kabinet.Web.Live;

/// <summary>All open pages of this node. Hears of every change once and hands it to the pages that asked for such.</summary>
internal sealed class LiveTabs(KabinetEngine engine, SiteLimits limits) : IHostedService
{
    private readonly ConcurrentDictionary<LiveTab, byte> open = [];
    private readonly Dictionary<long, List<LiveTab>> ofPeople = [];

    public int Count => open.Count;

    public IDisposable Open(LiveTab tab)
    {
        open[tab] = 0;
        if (tab.User is { } user) Admit(user, tab);
        return new Opened(this, tab);
    }

    /// <summary>Streams of one person are few: for one more than that the oldest is let go.</summary>
    private void Admit(long user, LiveTab tab)
    {
        LiveTab? oldest = null;
        lock (ofPeople)
        {
            if (!ofPeople.TryGetValue(user, out var his)) ofPeople[user] = his = [];
            his.Add(tab);
            if (his.Count > limits.Streams)
            {
                oldest = his[0];
                his.RemoveAt(0);
            }
        }
        oldest?.Dismiss();
    }

    private void Forget(LiveTab tab)
    {
        open.TryRemove(tab, out _);
        if (tab.User is not { } user) return;
        lock (ofPeople)
            if (ofPeople.TryGetValue(user, out var his) && his.Remove(tab) && his.Count == 0) ofPeople.Remove(user);
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
        public void Dispose() => tabs.Forget(tab);
    }
}
