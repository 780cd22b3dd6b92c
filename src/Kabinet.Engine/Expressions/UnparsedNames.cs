using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions;

/// <summary>
/// Names that definitions give but that could not be made out; a problem of their own tells why.
/// What uses one cannot be judged, so it is neither right nor wrong.
/// </summary>
internal sealed class UnparsedNames
{
    private readonly HashSet<(string Entity, string Name)> fields = [];
    private readonly HashSet<string> waysBack = new(StringComparer.Ordinal);
    private bool anyWayBack;

    /// <summary>A field that is there, whatever it is.</summary>
    public void AddField(string entity, string name) => fields.Add((entity, name));

    /// <summary>A way back that is there on some entity; null for one whose name is not known.</summary>
    public void AddWayBack(string? name)
    {
        if (name is null) anyWayBack = true;
        else waysBack.Add(name);
    }

    /// <summary>A name that is no known field of an entity may yet be one.</summary>
    public bool MayBeField(Entity entity, string name) =>
        fields.Contains((entity.Key, name)) || entity.Definition.MayHave("fields", name) || entity.Definition.MayHave("is", name);

    /// <summary>A name that is no known way back to an entity may yet be one.</summary>
    public bool MayBeWayBack(Entity entity, string name) => anyWayBack || waysBack.Contains(name) || MayBeField(entity, name) || OwnedByAny.MayBe(entity.Definition, name);
}

/// <summary>An expression speaks of something that could not be read: nothing can be said of it.</summary>
internal class UnparsedException : Exception;
