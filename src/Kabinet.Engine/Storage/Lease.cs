namespace Kabinet.Engine.Storage;

/// <summary>
/// One flow holds one connection at a time. A flow that waits for a second connection while it holds the first stops everybody once as many such flows as
/// connections exist, so it is refused always instead of sometimes.
/// </summary>
internal sealed class Leases
{
    private readonly AsyncLocal<Lease?> held = new();

    /// <exception cref="InvalidOperationException">The flow holds a connection already.</exception>
    public Lease Enter()
    {
        if (held.Value is { Held: true }) throw new InvalidOperationException("This flow holds a connection already; use that one");
        return held.Value = new Lease();
    }
}

/// <summary>That a flow holds a connection; given back, it means nothing to tasks that were started meanwhile.</summary>
internal sealed class Lease : IDisposable
{
    public bool Held { get; private set; } = true;

    public void Dispose() => Held = false;
}
