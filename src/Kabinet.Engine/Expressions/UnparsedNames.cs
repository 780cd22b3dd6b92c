using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions;

/// <summary>
/// Names whose definitions could not be parsed. Each has its own problem.
/// An expression that uses such a name is not checked.
/// </summary>
internal sealed class UnparsedNames
{
    private readonly HashSet<(string Entity, string Name)> fields = [];
    private readonly HashSet<string> waysBack = new(StringComparer.Ordinal);
    private bool anyWayBack;

    /// <summary>Adds a field that exists but could not be parsed.</summary>
    public void AddField(string entity, string name) => fields.Add((entity, name));

    /// <summary>Adds an inverse collection that exists on an unknown entity; null if its name is unknown too.</summary>
    public void AddWayBack(string? name)
    {
        if (name is null) anyWayBack = true;
        else waysBack.Add(name);
    }

    /// <summary>Returns true if an unknown name may be an unparsed field or condition of the entity.</summary>
    public bool MayBeField(Entity entity, string name) =>
        fields.Contains((entity.Key, name)) || entity.Definition.MayHave("fields", name) || entity.Definition.MayHave("is", name);

    /// <summary>Returns true if an unknown name may be an unparsed collection of the entity.</summary>
    public bool MayBeWayBack(Entity entity, string name) =>
        anyWayBack || waysBack.Contains(name) || MayBeField(entity, name) || OwnedByAny.MayBe(entity.Definition, name);
}

/// <summary>An expression uses something that could not be parsed, so it cannot be checked.</summary>
internal class UnparsedException : Exception;
