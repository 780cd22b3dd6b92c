using Kabinet.Engine.People;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Checks renames: the old key must be free, and only one key may claim it.</summary>
internal sealed class RenameCheck(Draft draft)
{
    public void Judge() => Judge(DefinedKeys.Of(draft.Definition));

    private void Judge(IReadOnlyList<DefinedKey> keys)
    {
        foreach (var family in keys.GroupBy(key => key.Family)) Judge(family.Key, [.. family]);
        foreach (var key in keys) Judge(key.Within);
    }

    // Renames of entities and fields are checked when they are linked.
    private void Judge(KeyFamily family, DefinedKey[] siblings)
    {
        if (family is KeyFamily.Entity or KeyFamily.Field) return;
        foreach (var key in siblings.Where(key => key.Was is not null))
            if (siblings.Any(other => other.Key == key.Was)) draft.Refuse(key.WasAt, new("problem.was", key.Was!));
            else if (siblings.First(other => other.Was == key.Was) != key) draft.Refuse(key.WasAt, new("problem.was_twice", key.Was!));
    }
}
