namespace Kabinet.Engine.Storage;

/// <summary>A transaction of a database shared by several nodes. It can notify the nodes on commit.</summary>
internal interface INotifying
{
    /// <summary>Notifies all listening nodes, including this one, when the transaction commits.</summary>
    ValueTask Notify(string text, CancellationToken cancellation);
}

/// <summary>A database through which nodes notify each other.</summary>
internal interface IListening
{
    /// <summary>
    /// Listens until cancellation and reconnects after a lost connection. Calls <paramref name="missed"/> when notifications may have been
    /// lost.
    /// </summary>
    Task Listen(Action<string> heard, Action missed, CancellationToken cancellation);

    /// <summary>Tells all listening nodes, this one too, at once.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    ValueTask Tell(string text);
}
