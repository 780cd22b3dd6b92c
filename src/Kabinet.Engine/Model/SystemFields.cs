namespace Kabinet.Engine.Model;

/// <summary>Keys of the fields that the platform adds to entities and writes itself.</summary>
public static class SystemFields
{
    /// <summary>The record's number in its table; a reference to itself.</summary>
    public const string Id = "id";
    /// <summary>Number by the entity's pattern.</summary>
    public const string Number = "number";
    /// <summary>State of the lifecycle.</summary>
    public const string Status = "status";
    /// <summary>Moment of the last change of state.</summary>
    public const string StatusSince = "status_since";
    /// <summary>Longer in its state than the state's limit.</summary>
    public const string Overdue = "overdue";
    /// <summary>Moment of creation.</summary>
    public const string CreatedAt = "created_at";
    /// <summary>Who created it; null for a service.</summary>
    public const string CreatedBy = "created_by";
    /// <summary>Moment of the last change.</summary>
    public const string UpdatedAt = "updated_at";
}
