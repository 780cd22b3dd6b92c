using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Kabinet.Engine;
using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;
using Kabinet.Engine.Words;

namespace Kabinet.Web.Request;

/// <summary>One request in our terms. The solution is pinned: a publication in between changes nothing for it.</summary>
internal sealed record RequestContext(KabinetEngine Engine, Solution Solution, Actor Actor, SignedIn? SignedIn, string Language,
    string? Theme)
{
    public Person? Person => SignedIn?.Person;

    public CultureInfo Culture { get; } = Languages.Of(Language).Culture;

    public TimeZoneInfo Zone => Solution.Zone;

    /// <summary>Days and moments in the reader's words, seen from the moment of the request.</summary>
    public DayWords Days => field ??= new(Language, Culture, Zone, Engine.Clock.GetUtcNow().UtcDateTime);

    /// <summary>The entity that an address names; one that the actor has no business with is as good as none.</summary>
    public bool TryEntity(string key, [NotNullWhen(true)] out Entity? entity) =>
        Solution.Entities.TryGetValue(key, out entity) && Actor.Concerns(entity);

    public bool IsGuest => SignedIn is null;

    /// <summary>Why the password sent with this request did not confirm the session; null where none was sent or it did.</summary>
    public Outcome.Invalid? PasswordRefused { get; init; }

    /// <summary>Whether forms that change who somebody is ask for the password.</summary>
    public bool AsksPassword => Actor is { Proof: Proof.Session, ImpersonatorId: null };

    /// <summary>What the rooms of the site keep for every request, each asked for where it is at home.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Set where the address names something that its lists do not have; it may have been renamed.</summary>
    public bool MetUnknownNames { get; set; }

    /// <summary>Cancelled when the browser has left.</summary>
    public CancellationToken Cancellation { get; init; }

    public string Say(string key, params ReadOnlySpan<object> arguments) => Texts.Say(key, Language, arguments);

    public string Say(Message message) => Texts.Say(message, Language);

    public string Say(LocalizedText text) => text.In(Language);
}

internal static class RequestContextOfHttp
{
    private static readonly object Key = new();

    /// <summary>The pinned context; made by the sign-in step, so every endpoint has it.</summary>
    public static RequestContext Kabinet(this HttpContext http) =>
        (RequestContext?)http.Items[Key]
            ?? throw new InvalidOperationException("The request has no context: its endpoint is marked as needing none");

    public static RequestContext? KabinetOrNull(this HttpContext http) => (RequestContext?)http.Items[Key];

    public static void Pin(this HttpContext http, RequestContext context) => http.Items[Key] = context;
}
