using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions;

/// <summary>
/// One key that is called otherwise, is gone or is new. Paths lead from the outermost key (<c>request</c>, <c>status</c>) to this one.
/// </summary>
/// <param name="Family">What it names.</param>
/// <param name="Before">Path in the version before; null for a new key.</param>
/// <param name="After">Path in the new version; null for one that is gone.</param>
/// <param name="Source">The key in the new version, or in the one before where it is gone.</param>
/// <param name="Scope">The keys around it.</param>
internal sealed record KeyChange(KeyFamily Family, IReadOnlyList<string>? Before, IReadOnlyList<string>? After, DefinedKey Source,
    KeyScope Scope)
{
    /// <summary>Where the new version has it, or would have it; the file alone where the whole file is gone.</summary>
    public Location At => After is not null ? Source.At : Scope.At.File is null ? new(Source.At.File) : Scope.At;
    /// <summary>Keys around it in the version before: the entity of a field.</summary>
    public string Owner => Before![0];
    /// <summary>The key before.</summary>
    public string From => Before![^1];
    /// <summary>The key after.</summary>
    public string To => After![^1];
    /// <summary>It goes on under another key.</summary>
    public bool IsRename => Before is not null && After is not null;
    /// <summary>It is gone.</summary>
    public bool IsRemoval => After is null;
    /// <summary>It was not there before.</summary>
    public bool IsAddition => Before is null;
}

/// <summary>The keys around some others, before and after.</summary>
/// <param name="Before">Path in the version before.</param>
/// <param name="After">Path in the new version.</param>
/// <param name="At">Where the new version writes the innermost of them.</param>
internal sealed record KeyScope(IReadOnlyList<string> Before, IReadOnlyList<string> After, Location At)
{
    public static readonly KeyScope Solution = new([], [], default);

    /// <inheritdoc/>
    public bool Equals(KeyScope? other) => other is not null && Before.SequenceEqual(other.Before) && After.SequenceEqual(other.After);

    /// <inheritdoc/>
    public override int GetHashCode() => string.Join('.', After).GetHashCode(StringComparison.Ordinal);
}

/// <summary>What became of the keys of a solution between two versions of it. Pure.</summary>
internal sealed class KeyChanges
{
    private readonly List<KeyChange> changes = [];

    private KeyChanges() { }

    /// <summary>Every key that is renamed, gone or new; what stands within a new or gone key is not told apart.</summary>
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
    /// The key that took the place of one, by a path of the version before; the key itself where nothing changed, null where it is gone.
    /// </summary>
    public string? Present(KeyFamily family, params IReadOnlyList<string> before) =>
        changes.FirstOrDefault(change => change.Family == family && change.Before is not null
            && change.Before.SequenceEqual(before)) is { } change
            ? change.After?[^1] : before[^1];

    /// <summary>The one key of the same kind that came where this one went: probably the same thing under another name.</summary>
    public KeyChange? Replacement(KeyChange gone)
    {
        if (Siblings(gone).Count(change => change.IsRemoval) != 1
            || Siblings(gone).Where(change => change.IsAddition).ToList() is not [var came]) return null;
        return came.Source.Kind == gone.Source.Kind ? came : null;
    }

    private IEnumerable<KeyChange> Siblings(KeyChange gone) =>
        changes.Where(change => change.Family == gone.Family && change.Scope.Equals(gone.Scope));

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

    // A version that takes a rename back has no `was` of its own: the version before tells what the key was called.
    private static DefinedKey? Former(DefinedKey key, Dictionary<string, DefinedKey> left, DefinedKey[] before, DefinedKey[] after)
    {
        if (left.TryGetValue(key.Key, out var same)) return same;
        if (key.Was is { } was && !after.Any(other => other.Key == was) && left.TryGetValue(was, out var renamed)) return renamed;
        return before.FirstOrDefault(other => other.Was == key.Key && left.ContainsKey(other.Key)
            && !after.Any(now => now.Key == other.Key));
    }
}
