namespace Kabinet.Engine.Access;

/// <summary>How an actor proved its identity. Changes of who somebody is need the strongest proof.</summary>
public enum Proof
{
    /// <summary>No request is behind the actor: the platform works for a person or for itself.</summary>
    Platform,
    /// <summary>An API token. It outlives passwords typed by hand, so it changes nobody's account.</summary>
    Token,
    /// <summary>A session whose password was typed too long ago, or an impersonation.</summary>
    Session,
    /// <summary>A session of the person himself, with the password typed a short time ago.</summary>
    RecentPassword,
}
