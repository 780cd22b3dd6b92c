using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions;

/// <summary>Kinds of things that a key of a definition names.</summary>
internal enum KeyFamily
{
    /// <summary>An entity.</summary>
    Entity,
    /// <summary>A field of an entity.</summary>
    Field,
    /// <summary>An option of a choice field.</summary>
    Choice,
    /// <summary>A state of an entity's lifecycle.</summary>
    State,
    /// <summary>A transition of an entity's lifecycle.</summary>
    Transition,
    /// <summary>A group of files of an entity.</summary>
    FileGroup,
    /// <summary>A kind of document in a group of files.</summary>
    FileKind,
    /// <summary>A conversation of an entity.</summary>
    Thread,
    /// <summary>A role.</summary>
    Role,
    /// <summary>A notice.</summary>
    Notice,
    /// <summary>A job.</summary>
    Job,
    /// <summary>A page.</summary>
    Page,
    /// <summary>A list or board of a page. It has no written key: it is matched by what it lists and stored under its position.</summary>
    Block,
    /// <summary>A quick view of a list.</summary>
    QuickView,
}

/// <summary>How families are nested.</summary>
internal static class KeyFamilyNesting
{
    /// <summary>The family with those around it, outermost first: the path of a choice is entity, field, choice.</summary>
    public static IReadOnlyList<KeyFamily> WithEnclosing(this KeyFamily family) => family switch
    {
        KeyFamily.Choice => [KeyFamily.Entity, KeyFamily.Field, KeyFamily.Choice],
        KeyFamily.Field or KeyFamily.State or KeyFamily.Transition or KeyFamily.FileGroup or KeyFamily.Thread =>
            [KeyFamily.Entity, family],
        KeyFamily.FileKind => [KeyFamily.Entity, KeyFamily.FileGroup, KeyFamily.FileKind],
        KeyFamily.Block => [KeyFamily.Page, KeyFamily.Block],
        KeyFamily.QuickView => [KeyFamily.Page, KeyFamily.Block, KeyFamily.QuickView],
        _ => [family],
    };
}

/// <summary>One key of a solution and the keys defined inside it.</summary>
/// <param name="Family">What kind of thing the key names.</param>
/// <param name="Key">The key; for a block, a text made of its kind, entity and collection.</param>
/// <param name="At">Its place.</param>
internal sealed record DefinedKey(KeyFamily Family, string Key, Location At)
{
    /// <summary>The old key, after a rename; otherwise null.</summary>
    public string? Was { get; init; }
    /// <summary>Place of the old key.</summary>
    public Location WasAt { get; init; }
    /// <summary>Title shown to users; null for none.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>What data store for this key; the key itself by default.</summary>
    public string Stored { get => field ?? Key; init; }
    /// <summary>For a field: its kind and target, which must not change in a rename. Otherwise null.</summary>
    public string? Kind { get; init; }
    /// <summary>Keys inside it.</summary>
    public IReadOnlyList<DefinedKey> Within { get; init; } = [];
}
