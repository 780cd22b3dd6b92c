using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions;

/// <summary>What a key of a definition names.</summary>
internal enum KeyFamily
{
    /// <summary>A kind of record.</summary>
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
    /// <summary>A role of people.</summary>
    Role,
    /// <summary>A kind of notice.</summary>
    Notice,
    /// <summary>A page.</summary>
    Page,
    /// <summary>A list or board of a page. It has no written key: it is known by what it shows, and stored by its place.</summary>
    Block,
    /// <summary>A quick view of a list.</summary>
    QuickView,
}

/// <summary>One key of a solution with the keys defined within it.</summary>
/// <param name="Family">What it names.</param>
/// <param name="Key">The key; of a block, what it shows.</param>
/// <param name="At">Where it is written.</param>
internal sealed record DefinedKey(KeyFamily Family, string Key, Location At)
{
    /// <summary>Former key.</summary>
    public string? Was { get; init; }
    /// <summary>Where the former key is written.</summary>
    public Location WasAt { get; init; }
    /// <summary>What people call it.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>What data keep of it, where that is not the key.</summary>
    public string Stored { get => field ?? Key; init; }
    /// <summary>Of a field: its kind, which a rename keeps.</summary>
    public string? Kind { get; init; }
    /// <summary>Keys within it.</summary>
    public IReadOnlyList<DefinedKey> Within { get; init; } = [];
}
