using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions;

/// <summary>
/// One key that was renamed, removed or added. Paths lead from the outermost key (<c>request</c>, <c>status</c>) to this one.
/// </summary>
/// <param name="Family">What kind of thing the key names.</param>
/// <param name="Before">Path in the old version; null for an added key.</param>
/// <param name="After">Path in the new version; null for a removed key.</param>
/// <param name="Source">The key in the new version, or in the old version if it was removed.</param>
/// <param name="Scope">The enclosing keys.</param>
internal sealed record KeyChange(KeyFamily Family, IReadOnlyList<string>? Before, IReadOnlyList<string>? After, DefinedKey Source,
    KeyScope Scope)
{
    /// <summary>Place in the new version. For a removed key, the place of the enclosing key, or only the file if it was removed.</summary>
    public Location At => After is not null ? Source.At : Scope.At.File is null ? new(Source.At.File) : Scope.At;
    /// <summary>Outermost enclosing key in the old version, for example the entity of a field.</summary>
    public string Owner => Before![0];
    /// <summary>The old key.</summary>
    public string From => Before![^1];
    /// <summary>The new key.</summary>
    public string To => After![^1];
    /// <summary>True if the key was renamed.</summary>
    public bool IsRename => Before is not null && After is not null;
    /// <summary>True if the key was removed.</summary>
    public bool IsRemoval => After is null;
    /// <summary>True if the key was added.</summary>
    public bool IsAddition => Before is null;
}

/// <summary>The enclosing keys of other keys, in both versions.</summary>
/// <param name="Before">Path in the old version.</param>
/// <param name="After">Path in the new version.</param>
/// <param name="At">Place of the innermost key in the new version.</param>
internal sealed record KeyScope(IReadOnlyList<string> Before, IReadOnlyList<string> After, Location At)
{
    public static readonly KeyScope Solution = new([], [], default);

    /// <inheritdoc/>
    public bool Equals(KeyScope? other) => other is not null && Before.SequenceEqual(other.Before) && After.SequenceEqual(other.After);

    /// <inheritdoc/>
    public override int GetHashCode() => string.Join('.', After).GetHashCode(StringComparison.Ordinal);
}

/// <summary>Differences between the keys of two versions of a solution. Pure.</summary>
internal sealed class KeyChanges
{
    private readonly List<KeyChange> changes = [];

    private KeyChanges() { }

    /// <summary>All keys that were renamed, removed or added. Keys inside an added or removed key are not listed.</summary>
    public IReadOnlyList<KeyChange> All => changes;

    public IEnumerable<KeyChange> Renames => changes.Where(change => change.IsRename);

    public IEnumerable<KeyChange> Removals => changes.Where(change => change.IsRemoval);

    public static KeyChanges None => new();

    public static KeyChanges Between(SolutionDefinition before, SolutionDefinition after)
    {
        var entities = new KeyChanges();
        entities.Compare([.. DefinedKeys.Entities(before)], [.. DefinedKeys.Entities(after)], KeyScope.Solution);
        var renamed = entities.changes.Where(change => change is { IsRename: true, Family: KeyFamily.Entity })
            .ToDictionary(change => change.From, change => change.To);
        var all = new KeyChanges();
        all.Compare(DefinedKeys.Of(before, renamed), DefinedKeys.Of(after), KeyScope.Solution);
        return all;
    }

    /// <summary>
    /// The new key for a path of the old version: the same key if nothing changed, null if it was removed.
    /// </summary>
    public string? Present(KeyFamily family, params IReadOnlyList<string> before) =>
        changes.FirstOrDefault(change => change.Family == family && change.Before is not null
            && change.Before.SequenceEqual(before)) is { } change
            ? change.After?[^1] : before[^1];

    /// <summary>The new path for a path of the old version; null if one of its keys was removed.</summary>
    public IReadOnlyList<string>? Follow(KeyFamily family, IReadOnlyList<string> before)
    {
        var after = new List<string>(before.Count);
        foreach (var level in family.WithEnclosing())
            if (Present(level, [.. before.Take(after.Count + 1)]) is { } key) after.Add(key);
            else return null;
        return after;
    }

    /// <summary>
    /// The key that probably replaces a removed one: of the keys added beside it, of the same kind, the one with the same title or the
    /// only one. Null if none.
    /// </summary>
    public KeyChange? Replacement(KeyChange gone)
    {
        var alike = changes.Where(change => change.Family == gone.Family && change.Scope.Equals(gone.Scope)
            && change.Source.Kind == gone.Source.Kind).ToList();
        var came = alike.Where(change => change.IsAddition).ToList();
        if (gone.Source.Title is { } title && came.Where(change => Equals(change.Source.Title, title)).ToList() is [var titled])
            return titled;
        return alike.Count(change => change.IsRemoval) == 1 && came is [var only] ? only : null;
    }

    private void Compare(IReadOnlyList<DefinedKey> before, IReadOnlyList<DefinedKey> after, KeyScope scope)
    {
        foreach (var family in before.Concat(after).Select(key => key.Family).Distinct())
            CompareFamily([.. before.Where(key => key.Family == family)], [.. after.Where(key => key.Family == family)], scope);
    }

    private void CompareFamily(DefinedKey[] before, DefinedKey[] after, KeyScope scope)
    {
        var left = before.ToDictionary(key => key.Key, StringComparer.Ordinal);
        foreach (var key in after)
        {
            var former = Former(key, left, before, after);
            if (former is not null) left.Remove(former.Key);
            if (former is null) changes.Add(new(key.Family, null, [.. scope.After, key.Stored], key, scope));
            else Compare(former, key, scope);
        }
        foreach (var gone in left.Values)
            changes.Add(new(gone.Family, [.. scope.Before, gone.Stored], null, gone, scope));
    }

    private void Compare(DefinedKey former, DefinedKey key, KeyScope scope)
    {
        var inner = new KeyScope([.. scope.Before, former.Stored], [.. scope.After, key.Stored], key.At);
        if (former.Stored != key.Stored) changes.Add(new(key.Family, inner.Before, inner.After, key, scope));
        Compare(former.Within, key.Within, inner);
    }

    // When a version takes a rename back, its key has no `was`. The old version says what the key was called before.
    private static DefinedKey? Former(DefinedKey key, Dictionary<string, DefinedKey> left, DefinedKey[] before, DefinedKey[] after)
    {
        if (left.TryGetValue(key.Key, out var same)) return same;
        if (key.Was is { } was && !after.Any(other => other.Key == was) && left.TryGetValue(was, out var renamed)) return renamed;
        return before.FirstOrDefault(other => other.Was == key.Key && left.ContainsKey(other.Key)
            && !after.Any(now => now.Key == other.Key));
    }
}
