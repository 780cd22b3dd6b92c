using Kabinet.Engine.Access;

namespace Kabinet.Engine.People;

/// <summary>A person known by a session or a token, with the actor he is in the pinned solution.</summary>
/// <param name="Actor">On whose behalf everything happens.</param>
/// <param name="Person">Who he is.</param>
/// <param name="Session">The session; null when an API token speaks for him.</param>
/// <param name="MustChangePassword">His password was given to him by others; nothing but changing it is open.</param>
/// <param name="Impersonator">Name of who really acts; null usually.</param>
public sealed record SignedIn(Actor Actor, Person Person, Session? Session, bool MustChangePassword, string? Impersonator);

/// <summary>Who somebody is, as he sees himself.</summary>
/// <param name="Id">Id of his user record.</param>
/// <param name="Login">Name he signs in with.</param>
/// <param name="Name">Name shown to others.</param>
/// <param name="Email">Address; null where not given.</param>
/// <param name="Phone">Telephone; null where not given.</param>
/// <param name="Language"><c>ru</c> or <c>en</c>; null where not chosen.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>; null to follow the system.</param>
public sealed record Person(long Id, string Login, string Name, string? Email, string? Phone, string? Language, string? Theme);

/// <summary>One sign-in on one device.</summary>
/// <param name="Id">Id.</param>
/// <param name="CreatedAt">Moment of the sign-in, UTC.</param>
/// <param name="SeenAt">Last request, UTC, to five minutes.</param>
/// <param name="Address">Network address of the sign-in.</param>
/// <param name="Agent">Browser or program, as it names itself.</param>
public sealed record Session(long Id, DateTime CreatedAt, DateTime SeenAt, string? Address, string? Agent);

/// <summary>From where somebody signs in.</summary>
/// <param name="Address">Network address.</param>
/// <param name="Agent">Browser or program.</param>
public sealed record Visitor(string? Address, string? Agent);
