namespace Kabinet.Engine.Model;

/// <summary>Keys of the fields that the platform adds to every entity and writes itself.</summary>
public static class SystemFields
{
    /// <summary>Id of the record; its type is a reference to its own entity.</summary>
    public const string Id = "id";
    /// <summary>Number of the record, made by the entity's pattern.</summary>
    public const string Number = "number";
    /// <summary>Current state.</summary>
    public const string Status = "status";
    /// <summary>When the state last changed.</summary>
    public const string StatusSince = "status_since";
    /// <summary>True if the record is in its state longer than the state's limit.</summary>
    public const string Overdue = "overdue";
    /// <summary>When the record was created.</summary>
    public const string CreatedAt = "created_at";
    /// <summary>The user who created the record; null for a guest or a service.</summary>
    public const string CreatedBy = "created_by";
    /// <summary>When the record was last changed.</summary>
    public const string UpdatedAt = "updated_at";
}
