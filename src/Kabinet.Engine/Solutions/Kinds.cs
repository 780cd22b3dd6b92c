using Kabinet.Engine.Fields;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Solutions;

/// <summary>
/// The kinds of blocks, effects and fields that definitions may use, and the URLs that the program keeps for itself. Each kind is one class
/// and one line in a registry. Reading, linking, the JSON Schema and the reference get the kinds from here.
/// </summary>
public sealed class Kinds
{
    private readonly Dictionary<Type, BlockKind> blocks;
    private readonly Dictionary<Type, EffectKind> effects;
    private readonly Dictionary<Type, IReadOnlyDictionary<string, Type>> families;

    internal Kinds(IReadOnlyList<BlockKind> blocks, IReadOnlyList<EffectKind> effects, IReadOnlyList<FieldKind> fields)
    {
        (Blocks, Effects, Fields) = (blocks, effects, fields);
        this.blocks = blocks.ToDictionary(kind => kind.Definition);
        this.effects = effects.ToDictionary(kind => kind.Definition);
        families = new Dictionary<Type, IReadOnlyDictionary<string, Type>>
        {
            [typeof(BlockDefinition)] = ByKey(blocks.Select(kind => (kind.Key, kind.Definition))),
            [typeof(EffectDefinition)] = ByKey(effects.Select(kind => (kind.Key, kind.Definition))),
        };
    }

    /// <summary>First words of the addresses that the program keeps for itself: no page of a solution may begin with one.</summary>
    public IReadOnlySet<string> KeptWords { get; private init; } = new HashSet<string>();

    /// <summary>Names of the icons that the program draws; empty if it does not tell.</summary>
    public IReadOnlySet<string> Icons { get; private init; } = new HashSet<string>();

    internal IReadOnlyList<BlockKind> Blocks { get; }
    internal IReadOnlyList<EffectKind> Effects { get; }
    internal IReadOnlyList<FieldKind> Fields { get; }

    internal BlockKind Of(BlockDefinition definition) => blocks[definition.GetType()];

    internal EffectKind Of(EffectDefinition definition) => effects[definition.GetType()];

    /// <summary>The field kind with this name, or null.</summary>
    internal FieldKind? Field(string name) => Fields.FirstOrDefault(kind => kind.Name == name);

    /// <summary>Allowed values of a member; null for any.</summary>
    internal IReadOnlyList<string>? Allowed(DefinitionMember member) =>
        member.NamesFieldKind ? [.. Fields.Select(kind => kind.Name)] : member.Allowed;

    /// <summary>The subtypes of an abstract definition by their key.</summary>
    internal IReadOnlyDictionary<string, Type> Family(Type definition) => families[definition];

    /// <summary>These kinds and additional ones.</summary>
    internal Kinds With(IEnumerable<BlockKind>? blocks = null, IEnumerable<EffectKind>? effects = null,
        IEnumerable<FieldKind>? fields = null) =>
        new([.. Blocks, .. blocks ?? []], [.. Effects, .. effects ?? []], [.. Fields, .. fields ?? []]) {
            KeptWords = KeptWords, Icons = Icons };

    /// <summary>These kinds, for a program that answers at addresses of its own.</summary>
    /// <param name="firstWords">The first words of those addresses.</param>
    /// <param name="icons">Names of the icons that it draws.</param>
    public Kinds Keeping(IReadOnlySet<string> firstWords, IReadOnlySet<string> icons) =>
        new(Blocks, Effects, Fields) { KeptWords = firstWords, Icons = icons };

    private static OrderedDictionary<string, Type> ByKey(IEnumerable<(string Key, Type Definition)> kinds)
    {
        var byKey = new OrderedDictionary<string, Type>(StringComparer.Ordinal);
        foreach (var (key, definition) in kinds) byKey.Add(key, definition);
        return byKey;
    }
}
