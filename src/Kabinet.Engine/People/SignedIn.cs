using System.Net;
using System.Net.Sockets;
using Kabinet.Engine.Access;

namespace Kabinet.Engine.People;

/// <summary>A person identified by a session or a token, with the actor in the pinned solution.</summary>
/// <param name="Actor">The actor of all requests.</param>
/// <param name="Person">The person.</param>
/// <param name="Session">The session; null for an API token.</param>
/// <param name="MustChangePassword">Whether the password is a one-time one; until it is changed, nothing else is allowed.</param>
/// <param name="Impersonator">Name of the impersonator; null when there is none.</param>
public sealed record SignedIn(Actor Actor, Person Person, Session? Session, bool MustChangePassword, string? Impersonator);

/// <summary>A person's own data.</summary>
/// <param name="Id">Id of the user record.</param>
/// <param name="Login">Login.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">E-mail address; null when not given.</param>
/// <param name="Phone">Telephone; null when not given.</param>
/// <param name="Language"><c>ru</c> or <c>en</c>; null when not chosen.</param>
/// <param name="Theme"><c>light</c> or <c>dark</c>; null to follow the system.</param>
public sealed record Person(long Id, string Login, string Name, string? Email, string? Phone, string? Language, string? Theme);

/// <summary>One sign-in on one device.</summary>
/// <param name="Id">Id.</param>
/// <param name="CreatedAt">Time of the sign-in, UTC.</param>
/// <param name="SeenAt">Last request, UTC, accurate to five minutes.</param>
/// <param name="Address">IP address of the sign-in.</param>
/// <param name="Agent">Browser or program (User-Agent).</param>
public sealed record Session(long Id, DateTime CreatedAt, DateTime SeenAt, string? Address, string? Agent);

/// <summary>Where a sign-in comes from.</summary>
/// <param name="Address">IP address.</param>
/// <param name="Agent">Browser or program (User-Agent).</param>
public sealed record Visitor(string? Address, string? Agent)
{
    private const int NetworkBytes = 8;

    /// <summary>The mark that a browser was given at an earlier sign-in; null for none. The host has checked its signature.</summary>
    public string? Mark { get; init; }
    /// <summary>Whether the visitor keeps a mark: a browser does, a program does not.</summary>
    public bool KeepsMark { get; init; }

    /// <summary>The address that failures are counted by. Of IPv6 one visitor has a whole /64 network.</summary>
    public string Network
    {
        get
        {
            if (!IPAddress.TryParse(Address, out var parsed)) return "unknown";
            if (parsed.IsIPv4MappedToIPv6) parsed = parsed.MapToIPv4();
            return parsed.AddressFamily == AddressFamily.InterNetwork ? parsed.ToString()
                : Convert.ToHexString(parsed.GetAddressBytes().AsSpan(0, NetworkBytes));
        }
    }
}
