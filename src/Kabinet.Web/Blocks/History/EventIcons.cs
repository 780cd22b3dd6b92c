using Kabinet.Engine.Journal;

namespace Kabinet.Web.Blocks;

/// <summary>The icon of a kind of event.</summary>
internal sealed record EventIcon(EventKind Kind, string Name);

/// <summary>The icons of the kinds of events; one without an icon of its own has a point.</summary>
internal sealed class EventIcons(IEnumerable<EventIcon> icons)
{
    /// <summary>Those of the platform's kinds, in alphabetical order: the registry.</summary>
    public static IReadOnlyList<EventIcon> Platform { get; } =
    [
        new(EventKind.Created, "plus"),
        new(EventKind.Deleted, "trash"),
        new(EventKind.FactorTurnedOff, "lock-open"),
        new(EventKind.FactorTurnedOn, "lock"),
        new(EventKind.FileAdded, "paperclip"),
        new(EventKind.FileRemoved, "paperclip"),
        new(EventKind.FileRestored, "arrow-back-up"),
        new(EventKind.FileSorted, "tag"),
        new(EventKind.FileVersionAdded, "versions"),
        new(EventKind.Impersonated, "user"),
        new(EventKind.Job, "clock"),
        new(EventKind.PartMoved, "arrow-right"),
        new(EventKind.PasskeyAdded, "fingerprint"),
        new(EventKind.PasskeyRemoved, "fingerprint-off"),
        new(EventKind.PasswordChanged, "key"),
        new(EventKind.PasswordRecovered, "key"),
        new(EventKind.PasswordReset, "key"),
        new(EventKind.Restored, "arrow-back-up"),
        new(EventKind.SessionsEnded, "logout"),
        new(EventKind.TokenMade, "key"),
        new(EventKind.TokenRevoked, "key"),
        new(EventKind.Transition, "arrow-right"),
        new(EventKind.Updated, "pencil"),
    ];

    private readonly Dictionary<string, string> byKey =
        icons.ToDictionary(icon => icon.Kind.Key, icon => icon.Name, StringComparer.Ordinal);

    public string Of(EventKind kind) => byKey.GetValueOrDefault(kind.Key, "point");
}
