namespace Kabinet.Engine.Model;

/// <summary>Keys of fields and collections of the platform's own entities that the engine uses by name.</summary>
public static class CoreFields
{
    /// <summary>Of a user: the account may sign in and be chosen in references.</summary>
    public const string Active = "active";
    /// <summary>Of a user: the collection of memberships, one for each role.</summary>
    public const string Memberships = "memberships";
    /// <summary>Of a membership: key of the role.</summary>
    public const string Role = "role";
    /// <summary>Of a membership: the user who has the role.</summary>
    public const string User = "user";
}

/// <summary>Columns of every entity table that are not fields.</summary>
internal static class SystemColumns
{
    /// <summary>Version of the record; starts at 1.</summary>
    public const string Version = "_version";
    /// <summary>When the record was moved to the trash; null if it is not there.</summary>
    public const string DeletedAt = "_deleted_at";
    /// <summary>The state before the current one.</summary>
    public const string PreviousStatus = "_previous_status";
}
