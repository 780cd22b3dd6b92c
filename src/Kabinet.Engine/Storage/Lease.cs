namespace Kabinet.Engine.Storage;

/// <summary>
/// One async flow holds one connection at a time. A flow that waits for a second connection while it holds the first deadlocks the pool
/// when there are as many such flows as connections. A second connection is therefore always refused.
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

/// <summary>Marks that a flow holds a connection. After release it has no effect on tasks started meanwhile.</summary>
internal sealed class Lease : IDisposable
{
    public bool Held { get; private set; } = true;

    public void Dispose() => Held = false;
}
