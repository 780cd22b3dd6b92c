namespace Kabinet.Engine.Definitions.Linking;

/// <summary>Blocks of one page, nested ones included.</summary>
internal sealed class BlockLinking(Draft draft, Page page, Entity? record)
{
    private const string Rest = "*";
    private readonly ListLinking lists = new(draft, page, record);
    private int count;

    public IReadOnlyList<Block> Link() => Link(page.Definition.Blocks);

    private IReadOnlyList<Block> Link(IReadOnlyList<BlockDefinition> blocks) => [.. blocks.Select(Link).OfType<Block>()];

    private Block? Link(BlockDefinition block)
    {
        if (!block.Lazy) return Made(block);
        if (block is not (FilesBlockDefinition or GridBlockDefinition or HistoryBlockDefinition or MetricsBlockDefinition or WaitingBlockDefinition))
            draft.Refuse(block.PlaceOf("lazy"), new("problem.block.lazy", block.Block));
        return Made(block) is { } made ? made with { IsLazy = true } : null;
    }

    private Block? Made(BlockDefinition block)
    {
        var frame = new BlockFrame($"{block.Block}-{count++}", block.Title, draft.RolesOn(page, block.Roles, block), When(block));
        return block switch
        {
            GridBlockDefinition grid => lists.Grid(frame, grid),
            BoardBlockDefinition board => lists.Board(frame, board),
            WaitingBlockDefinition waiting => lists.Waiting(frame, waiting),
            FormBlockDefinition form => new FormLinking(draft).Link(frame, form),
            RecordBlockDefinition whole => Record(frame, whole),
            MetricsBlockDefinition metrics => new MetricsBlock(frame.Key, frame.Title, frame.Roles, frame.When, [.. metrics.Tiles.Select(tile => lists.Metric(tile.Key, tile.Value)).OfType<Metric>()]),
            FilesBlockDefinition files => Files(frame, files),
            HistoryBlockDefinition => OfRecord(block) is null ? null : new HistoryBlock(frame.Key, frame.Title, frame.Roles, frame.When),
            AccountBlockDefinition => OfPerson(block) ? new AccountBlock(frame.Key, frame.Title, frame.Roles, frame.When) : null,
            BackgroundBlockDefinition => new BackgroundBlock(frame.Key, frame.Title, frame.Roles, frame.When),
            InvitationBlockDefinition => new InvitationBlock(frame.Key, frame.Title, frame.Roles, frame.When),
            LettersBlockDefinition => new LettersBlock(frame.Key, frame.Title, frame.Roles, frame.When),
            PeopleBlockDefinition => lists.People(frame),
            TextBlockDefinition text => new TextBlock(frame.Key, frame.Title, frame.Roles, frame.When, text.Text),
            _ => throw new InvalidOperationException($"No way to link {block.GetType().Name}"),
        };
    }

    private RecordBlock? Record(BlockFrame frame, RecordBlockDefinition block)
    {
        // What stands in the block is judged even where its entity is not known.
        var entity = draft.Named(draft.Entities, block.Entity, "entity", block.PlaceOf("entity")) ?? draft.UnknownEntity;
        if (!page.Definition.Blocks.Contains(block)) draft.Refuse(block.At, new("problem.block.record_within"));
        var subtitle = block.Subtitle is { } text ? draft.PathOf(entity, text, block.PlaceOf("subtitle")) : null;
        var sections = block.Sections.Select(section => new Section(section, draft.PathsOf(entity, Named(block, section, entity), path => section.PlaceOf("fields", path)))).ToList();
        return new(frame.Key, frame.Title, frame.Roles, frame.When, block, entity, subtitle, sections, Link(block.Blocks), Tabs(block));
    }

    private static IEnumerable<string> Named(RecordBlockDefinition block, SectionDefinition section, Entity entity)
    {
        var named = block.Sections.SelectMany(other => other.Fields).ToHashSet(StringComparer.Ordinal);
        return section.Fields.SelectMany(field => field == Rest ? entity.Fields.Where(other => other.IsOfSolution && !named.Contains(other.Key)).Select(other => other.Key) : [field]);
    }

    private OrderedDictionary<string, Tab> Tabs(RecordBlockDefinition block)
    {
        var tabs = new OrderedDictionary<string, Tab>(StringComparer.Ordinal);
        foreach (var (key, tab) in block.Tabs)
        {
            Keys.Judge(draft, key, tab.At);
            tabs[key] = new(key, tab, Link(tab.Blocks), draft.RolesOn(page, tab.Roles, tab));
        }
        return tabs;
    }

    private FilesBlock? Files(BlockFrame frame, FilesBlockDefinition block)
    {
        if (OfRecord(block) is not { } entity) return null;
        if (entity.FileGroups.Count == 0 && entity.Definition.KnowsAll("files")) draft.Refuse(block.At, new("problem.block.no_files", entity.Key));
        return new(frame.Key, frame.Title, frame.Roles, frame.When, [.. block.Groups.Select(group => draft.FileGroupOf(entity, group, block.PlaceOf("groups", group))).OfType<FileGroup>()]);
    }

    private bool OfPerson(BlockDefinition block)
    {
        var right = record?.Key == CoreEntities.User || record == draft.UnknownEntity;
        if (!right) draft.Refuse(block.At, new("problem.block.person", block.Block, CoreEntities.User));
        return right;
    }

    private Entity? OfRecord(BlockDefinition block)
    {
        if (record is null) draft.Refuse(block.At, new("problem.block.record", block.Block));
        return record;
    }

    private Expressions.Expression? When(BlockDefinition block)
    {
        if (block.When is null) return null;
        if (record is not null) return draft.Condition(block.When, record, block.PlaceOf("when"));
        draft.Refuse(block.PlaceOf("when"), new("problem.block.when"));
        return null;
    }
}

/// <summary>What every block has.</summary>
internal sealed record BlockFrame(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expressions.Expression? When);
