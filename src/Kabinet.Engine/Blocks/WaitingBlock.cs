using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Blocks;

/// <summary>Records that wait for the user, in groups, the longest waiting first, each with a button for its next transition.</summary>
public sealed record WaitingBlockDefinition : BlockDefinition
{
    /// <summary>Entity of the records.</summary>
    public required string Entity { get; init; }
    /// <summary>Groups by key, in order. Put the most urgent first.</summary>
    public required IReadOnlyDictionary<string, WaitingGroupDefinition> Groups { get; init; }
    /// <summary>Fields of a line. The first is its heading, the others are muted.</summary>
    public required IReadOnlyList<string> Columns { get; init; }
    /// <summary>Text shown when nothing waits.</summary>
    public LocalizedText? Empty { get; init; }
}

/// <summary>One group of waiting records.</summary>
public sealed record WaitingGroupDefinition : Definition
{
    /// <summary>Heading («Ждут распределения»).</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Condition on the records.</summary>
    public required string Where { get; init; }
    /// <summary>Transition on the button. Default: no button, the line links to the record.</summary>
    public string? Transition { get; init; }
    /// <summary>Fields of its lines. Default: those of the block.</summary>
    public IReadOnlyList<string>? Columns { get; init; }
    /// <summary>Roles that see it. Default: all that see the block.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
    /// <summary>Maximum number of lines.</summary>
    public int Limit { get; init; } = 8;
}

/// <summary>A linked waiting block.</summary>
public sealed record WaitingBlock(BlockFrame Frame, WaitingBlockDefinition Definition, Entity Entity) : Block(Frame)
{
    /// <summary>Groups, in order.</summary>
    public required IReadOnlyList<WaitingGroup> Groups { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<ListUse> Lists => Groups.Select(group => new ListUse(Entity, group.Where, null, null));

    /// <inheritdoc/>
    public override IEnumerable<Entity> Topics => [Entity];
}

/// <summary>A linked group of waiting records.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Definition">The definition it was linked from.</param>
/// <param name="Where">Condition on the records.</param>
/// <param name="Transition">Transition on the button; null for none.</param>
/// <param name="Columns">Fields of a line; the first is its heading.</param>
public sealed record WaitingGroup(string Key, WaitingGroupDefinition Definition, Expression Where, Transition? Transition,
    IReadOnlyList<FieldPath> Columns)
{
    /// <summary>Keys of the roles that see it; null for all.</summary>
    public IReadOnlySet<string>? Roles { get; init; }
}

/// <summary><c>block: waiting</c>.</summary>
internal sealed class WaitingBlockKind : BlockKind<WaitingBlockDefinition, WaitingBlock>
{
    private const int MostRows = 500;

    public override string Key => "waiting";
    public override bool MayBeLazy => true;

    protected override WaitingBlock? Link(BlockFrame frame, WaitingBlockDefinition waiting, BlockLinking linking)
    {
        var draft = linking.Draft;
        if (draft.Named(draft.Entities, waiting.Entity, "entity", waiting.PlaceOf("entity")) is not { } entity) return null;
        var columns = ColumnsOf(entity, waiting, waiting.Columns, draft);
        return new(frame, waiting, entity)
        {
            Groups = [.. waiting.Groups.Select(group => Group(entity, group.Key, group.Value, columns, linking))],
        };
    }

    protected override void Check(WaitingBlock waiting, PageChecks checks, IReadOnlySet<string> roles)
    {
        checks.WarnUnreadable(waiting.Definition, waiting.Entity, roles);
        foreach (var group in waiting.Groups)
        {
            checks.WarnUnseen(group.Definition.Columns is null ? waiting.Definition : group.Definition, "columns", waiting.Entity,
                group.Columns, group.Roles ?? roles);
            if (group.Transition is { } transition)
                checks.Impossible.WarnButton(waiting.Entity, transition, group.Where, group.Roles ?? roles,
                    group.Definition.PlaceOf("transition"));
        }
    }

    private static IReadOnlyList<FieldPath> ColumnsOf(Entity entity, Definition definition, IReadOnlyList<string> columns, Draft draft)
    {
        if (columns.Count == 0) draft.Miss(definition, "columns", definition.PlaceOf("columns"), new("problem.waiting.no_columns"));
        return draft.PathsOf(entity, columns, path => definition.PlaceOf("columns", path));
    }

    private static WaitingGroup Group(
        Entity entity, string key, WaitingGroupDefinition group, IReadOnlyList<FieldPath> columns, BlockLinking linking)
    {
        var draft = linking.Draft;
        Keys.Judge(draft, key, group.At);
        if (group.Limit is < 1 or > MostRows) draft.Refuse(group.PlaceOf("limit"), new("problem.waiting.limit", MostRows));
        var where = draft.Condition(group.Where, entity, group.PlaceOf("where"))!;
        return new(key, group, where, draft.TransitionOf(entity, group.Transition, group.PlaceOf("transition")),
            group.Columns is null ? columns : ColumnsOf(entity, group, group.Columns, draft))
        {
            Roles = linking.RolesOf(group.Roles, group),
        };
    }
}
