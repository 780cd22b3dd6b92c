using Kabinet.Engine.Journal.Events;

namespace Kabinet.Engine.Journal;

/// <content>The kinds that the platform writes, in alphabetical order: the registry.</content>
public abstract partial class EventKind
{
    /// <summary>It was made.</summary>
    public static EventKind Created { get; } = new CreatedEvent();
    /// <summary>Moved to the trash.</summary>
    public static EventKind Deleted { get; } = new DeletedEvent();
    /// <summary>A person turned his second factor off; journalled on him.</summary>
    public static EventKind FactorTurnedOff { get; } = new FactorTurnedOffEvent();
    /// <summary>A person turned his second factor on; journalled on him.</summary>
    public static EventKind FactorTurnedOn { get; } = new FactorTurnedOnEvent();
    /// <summary>A file was added.</summary>
    public static EventKind FileAdded { get; } = new FileAddedEvent();
    /// <summary>A file was removed.</summary>
    public static EventKind FileRemoved { get; } = new FileRemovedEvent();
    /// <summary>A removed file was taken back.</summary>
    public static EventKind FileRestored { get; } = new FileRestoredEvent();
    /// <summary>The kind of document of a file was changed.</summary>
    public static EventKind FileSorted { get; } = new FileSortedEvent();
    /// <summary>A new version of a file was added.</summary>
    public static EventKind FileVersionAdded { get; } = new FileVersionAddedEvent();
    /// <summary>A person signed in as another; journalled on the person.</summary>
    public static EventKind Impersonated { get; } = new ImpersonatedEvent();
    /// <summary>A job has dealt with the record.</summary>
    public static EventKind Job { get; } = new JobEvent();
    /// <summary>A transition of a part was taken; journalled on its owner.</summary>
    public static EventKind PartMoved { get; } = new PartMovedEvent();
    /// <summary>A person added a passkey; journalled on him.</summary>
    public static EventKind PasskeyAdded { get; } = new PasskeyAddedEvent();
    /// <summary>A person removed a passkey; journalled on him.</summary>
    public static EventKind PasskeyRemoved { get; } = new PasskeyRemovedEvent();
    /// <summary>A person changed his own password; journalled on him.</summary>
    public static EventKind PasswordChanged { get; } = new PasswordChangedEvent();
    /// <summary>A person chose a new password by a link in a letter; journalled on him.</summary>
    public static EventKind PasswordRecovered { get; } = new PasswordRecoveredEvent();
    /// <summary>A person was given a new one-time password; journalled on him.</summary>
    public static EventKind PasswordReset { get; } = new PasswordResetEvent();
    /// <summary>Taken back from the trash.</summary>
    public static EventKind Restored { get; } = new RestoredEvent();
    /// <summary>All sessions of a person were ended by another; journalled on him.</summary>
    public static EventKind SessionsEnded { get; } = new SessionsEndedEvent();
    /// <summary>A person made an API token; journalled on him.</summary>
    public static EventKind TokenMade { get; } = new TokenMadeEvent();
    /// <summary>A person revoked an API token; journalled on him.</summary>
    public static EventKind TokenRevoked { get; } = new TokenRevokedEvent();
    /// <summary>A transition was taken.</summary>
    public static EventKind Transition { get; } = new TransitionEvent();
    /// <summary>Fields changed.</summary>
    public static EventKind Updated { get; } = new UpdatedEvent();
}

/// <summary>The kinds of events by the keys they are kept under.</summary>
public sealed class EventKinds
{
    private readonly Dictionary<string, EventKind> byKey;

    private EventKinds(IEnumerable<EventKind> kinds) => byKey = kinds.ToDictionary(kind => kind.Key, StringComparer.Ordinal);

    /// <summary>Those of the platform.</summary>
    public static EventKinds Platform { get; } = new(
    [
        EventKind.Created, EventKind.Deleted, EventKind.FactorTurnedOff, EventKind.FactorTurnedOn, EventKind.FileAdded,
        EventKind.FileRemoved, EventKind.FileRestored, EventKind.FileSorted, EventKind.FileVersionAdded, EventKind.Impersonated,
        EventKind.Job, EventKind.PartMoved, EventKind.PasskeyAdded, EventKind.PasskeyRemoved, EventKind.PasswordChanged,
        EventKind.PasswordRecovered, EventKind.PasswordReset, EventKind.Restored, EventKind.SessionsEnded, EventKind.TokenMade,
        EventKind.TokenRevoked, EventKind.Transition, EventKind.Updated,
    ]);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<EventKind> All => byKey.Values;

    /// <summary>These kinds and others: what a module outside of the platform brings.</summary>
    /// <exception cref="ArgumentException">Two kinds have one key.</exception>
    public EventKinds With(params IEnumerable<EventKind> others) => new([.. byKey.Values, .. others]);

    /// <summary>The kind of a stored key; an event of a kind that is gone is told as one of which nothing is known.</summary>
    public EventKind Of(string key) => byKey.GetValueOrDefault(key) ?? new UnknownEvent(key);
}
