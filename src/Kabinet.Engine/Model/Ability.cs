namespace Kabinet.Engine.Model;

/// <summary>What a role may do in the platform itself. Rights over records come from grants.</summary>
public static class Ability
{
    /// <summary>Publish definitions.</summary>
    public const string Definitions = "definitions";
    /// <summary>Sign in as another user.</summary>
    public const string Impersonate = "impersonate";
    /// <summary>Change how the installation works: letters and their templates.</summary>
    public const string Settings = "settings";
    /// <summary>Invite people, give them roles, block them, reset their passwords.</summary>
    public const string Users = "users";
}
