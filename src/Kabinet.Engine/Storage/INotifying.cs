namespace Kabinet.Engine.Storage;

/// <summary>A transaction of a database that several nodes share: it can tell them something when it commits.</summary>
internal interface INotifying
{
    /// <summary>Tells all listening nodes, this one too, when the transaction commits.</summary>
    ValueTask Notify(string text, CancellationToken cancellation);
}

/// <summary>A database whose nodes tell each other things.</summary>
internal interface IListening
{
    /// <summary>Hears what the nodes tell until it is cancelled; a lost connection is taken up again, <paramref name="missed"/> says that something may have been told meanwhile.</summary>
    Task Listen(Action<string> heard, Action missed, CancellationToken cancellation);

    /// <summary>Tells all listening nodes, this one too, at once.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    ValueTask Tell(string text);
}
