namespace Kabinet.Engine.Model;

/// <summary>Keys of fields and collections of the platform's own entities that its code speaks about.</summary>
public static class CoreFields
{
    /// <summary>Of a person: may sign in and be chosen.</summary>
    public const string Active = "active";
    /// <summary>Of a person: the collection of his roles.</summary>
    public const string Memberships = "memberships";
    /// <summary>Of a membership: the key of the role.</summary>
    public const string Role = "role";
    /// <summary>Of a membership: whose it is.</summary>
    public const string User = "user";
}

/// <summary>Columns of every entity's table that are not fields.</summary>
internal static class SystemColumns
{
    /// <summary>Version of the record, from 1.</summary>
    public const string Version = "_version";
    /// <summary>When it was moved to the trash.</summary>
    public const string DeletedAt = "_deleted_at";
    /// <summary>State before the present one.</summary>
    public const string PreviousStatus = "_previous_status";
}
