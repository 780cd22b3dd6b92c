namespace Kabinet.Engine.Model;

/// <summary>What the platform lets the holders of a role do, beside what the grants let them do with records.</summary>
public static class Ability
{
    /// <summary>Publish definitions.</summary>
    public const string Definitions = "definitions";
    /// <summary>Sign in as somebody else.</summary>
    public const string Impersonate = "impersonate";
    /// <summary>Invite people, give them roles, block, reset.</summary>
    public const string Users = "users";
}
