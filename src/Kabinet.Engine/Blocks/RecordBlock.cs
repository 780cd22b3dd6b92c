using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Blocks;

/// <summary>One record: a head with status and transitions, sections, tabs.</summary>
public sealed record RecordBlockDefinition : BlockDefinition
{
    /// <summary>Entity of the record.</summary>
    public required string Entity { get; init; }
    /// <summary>Field shown under the number in the head.</summary>
    public string? Subtitle { get; init; }
    /// <summary>Sections of the overview tab.</summary>
    public IReadOnlyList<SectionDefinition> Sections { get; init; } = [];
    /// <summary>Blocks of the overview tab, below its sections (lines, files).</summary>
    public IReadOnlyList<BlockDefinition> Blocks { get; init; } = [];
    /// <summary>Tabs after the overview, by key.</summary>
    public IReadOnlyDictionary<string, TabDefinition> Tabs { get; init; } = new Dictionary<string, TabDefinition>();

    /// <inheritdoc/>
    public override string? OwnRecord => Entity;

    /// <inheritdoc/>
    public override bool IsOfRecord => true;

    /// <inheritdoc/>
    public override IEnumerable<BlockDefinition> Inner => Blocks.Concat(Tabs.Values.SelectMany(tab => tab.Blocks));
}

/// <summary>One tab of a record.</summary>
public sealed record TabDefinition : Definition
{
    /// <summary>Text of the tab.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Blocks of the tab, top to bottom.</summary>
    public required IReadOnlyList<BlockDefinition> Blocks { get; init; }
    /// <summary>Roles that see the tab. Default: all roles of the page.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
}

/// <summary>A linked record block.</summary>
public sealed record RecordBlock(BlockFrame Frame, RecordBlockDefinition Definition, Entity Entity) : Block(Frame)
{
    /// <summary>Field shown under the number in the head; null for none.</summary>
    public FieldPath? Subtitle { get; init; }
    /// <summary>Sections of the overview tab.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }
    /// <summary>Blocks of the overview tab.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }
    /// <summary>Tabs after the overview, by key.</summary>
    public required IReadOnlyDictionary<string, Tab> Tabs { get; init; }

    /// <inheritdoc/>
    public override Entity OwnRecord => Entity;

    /// <inheritdoc/>
    public override IEnumerable<Block> Inner => Blocks.Concat(Tabs.Values.SelectMany(tab => tab.Blocks));
}

/// <summary>A linked tab. Null roles mean all roles.</summary>
public sealed record Tab(string Key, TabDefinition Definition, IReadOnlyList<Block> Blocks, IReadOnlySet<string>? Roles);

/// <summary><c>block: record</c>.</summary>
internal sealed class RecordBlockKind : BlockKind<RecordBlockDefinition, RecordBlock>
{
    private const string Rest = "*";

    public override string Key => "record";

    protected override RecordBlock Link(BlockFrame frame, RecordBlockDefinition block, BlockLinking linking)
    {
        var draft = linking.Draft;
        // Inner blocks are checked even if the entity is unknown.
        var entity = draft.Named(draft.Entities, block.Entity, "entity", block.PlaceOf("entity")) ?? draft.UnknownEntity;
        if (!linking.Page.Definition.Blocks.Contains(block)) draft.Refuse(block.At, new("problem.block.record_within"));
        return new(frame, block, entity)
        {
            Subtitle = block.Subtitle is { } text ? draft.PathOf(entity, text, block.PlaceOf("subtitle")) : null,
            Sections = [.. block.Sections.Select(section =>
                new Section(section, draft.PathsOf(entity, Named(block, section, entity), path => section.PlaceOf("fields", path)),
                    linking.RolesOf(section.Roles, section)))],
            Blocks = linking.Link(block.Blocks),
            Tabs = Tabs(block, linking),
        };
    }

    protected override void Check(RecordBlock record, PageChecks checks, IReadOnlySet<string> roles)
    {
        checks.WarnUnreadable(record.Definition, record.Entity, roles);
        foreach (var section in record.Sections)
            checks.WarnUnseen(section.Definition, "fields", record.Entity, section.Fields.Where(path => IsNamed(section, path)),
                section.Roles ?? roles);
        checks.Judge(record.Blocks, roles);
        foreach (var tab in record.Tabs.Values) checks.Judge(tab.Blocks, tab.Roles ?? roles);
    }

    // What `*` stands for was not chosen by anybody.
    private static bool IsNamed(Section section, FieldPath path) => section.Definition.Fields.Contains(path.Text);

    private static IEnumerable<string> Named(RecordBlockDefinition block, SectionDefinition section, Entity entity)
    {
        var named = block.Sections.SelectMany(other => other.Fields).ToHashSet(StringComparer.Ordinal);
        var others = entity.Fields.Where(other => other.IsOfSolution && !named.Contains(other.Key)).Select(other => other.Key);
        return section.Fields.SelectMany(field => field == Rest ? others : [field]);
    }

    private static OrderedDictionary<string, Tab> Tabs(RecordBlockDefinition block, BlockLinking linking)
    {
        var tabs = new OrderedDictionary<string, Tab>(StringComparer.Ordinal);
        foreach (var (key, tab) in block.Tabs)
        {
            Keys.Judge(linking.Draft, key, tab.At);
            tabs[key] = new(key, tab, linking.Link(tab.Blocks), linking.RolesOf(tab.Roles, tab));
        }
        return tabs;
    }
}
