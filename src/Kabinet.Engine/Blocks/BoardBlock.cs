using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>A board: a column for each state, with cards that users move by transitions.</summary>
public sealed record BoardBlockDefinition : BlockDefinition
{
    /// <summary>Entity of the cards. It must have a lifecycle.</summary>
    public required string Entity { get; init; }
    /// <summary>Condition on the records. Default: all that the user may read.</summary>
    public string? Where { get; init; }
    /// <summary>Columns of the board: states in order. Default: all states that are not <c>aside</c>.</summary>
    public IReadOnlyList<string> States { get; init; } = [];
    /// <summary>
    /// States outside the work (paused) that stand after the columns as folded ones: a count, opened by a click. Cards can be dropped
    /// there.
    /// </summary>
    public IReadOnlyList<string> Folded { get; init; } = [];
    /// <summary>Fields of a card, at most five; the first is its heading.</summary>
    public required IReadOnlyList<string> Card { get; init; }
    /// <summary>Field whose sum is shown in the head of a column.</summary>
    public string? Sum { get; init; }
    /// <summary>Fields offered as filters.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];
    /// <summary>Order of the cards in a column: a field, or <c>-field</c> for descending.</summary>
    public string? Sort { get; init; }

    // Entity is null if the key could not be parsed.
    /// <inheritdoc/>
    public override ListedRows? Listed => new(Entity ?? "", null);
}

/// <summary>A linked board.</summary>
public sealed record BoardBlock(BlockFrame Frame, BoardBlockDefinition Definition, Entity Entity) : Block(Frame)
{
    /// <summary>Condition on the records; null for all.</summary>
    public Expression? Where { get; init; }
    /// <summary>Columns of the board: states in order.</summary>
    public required IReadOnlyList<State> States { get; init; }
    /// <summary>The states whose columns are folded until they are opened; they come last among <see cref="States"/>.</summary>
    public required IReadOnlySet<State> Folded { get; init; }
    /// <summary>Fields of a card; the first is its heading.</summary>
    public required IReadOnlyList<FieldPath> Card { get; init; }
    /// <summary>Field whose sum is shown in the head of a column; null for none.</summary>
    public Field? Sum { get; init; }
    /// <summary>Fields offered as filters.</summary>
    public required IReadOnlyList<FieldPath> Filters { get; init; }
    /// <summary>Order of the cards in a column.</summary>
    public required IReadOnlyList<Order> Sort { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<ListUse> Lists => [new(Entity, Where, null, Sort) { IsMain = true, IsByStatus = true }];

    /// <inheritdoc/>
    public override IEnumerable<Entity> Topics => [Entity];

    /// <inheritdoc/>
    public override BlockFilters Filtered => new(Entity, Filters);
}

/// <summary><c>block: board</c>.</summary>
internal sealed class BoardBlockKind : BlockKind<BoardBlockDefinition, BoardBlock>
{
    private const int MostOnCard = 5;

    public override string Key => "board";

    protected override BoardBlock? Link(BlockFrame frame, BoardBlockDefinition board, BlockLinking linking)
    {
        var (draft, lists) = (linking.Draft, new ListLinking(linking.Draft));
        if (draft.Named(draft.Entities, board.Entity, "entity", board.PlaceOf("entity")) is not { } entity) return null;
        if (entity.Lifecycle is not { } lifecycle)
        {
            if (entity.Definition.Lifecycle is null)
                draft.Miss(entity.Definition, "lifecycle", board.PlaceOf("entity"), new("problem.board.no_lifecycle", entity.Key));
            return null;
        }
        if (board.Card.Count is 0 or > MostOnCard) draft.Miss(board, "card", board.PlaceOf("card"), new("problem.board.card", MostOnCard));
        var states = StatesOf(board, entity, lifecycle, draft);
        var folded = Named(board, board.Folded, "folded", entity, lifecycle, draft);
        return new(frame, board, entity)
        {
            Where = linking.Condition(board.Where, entity, board.PlaceOf("where")),
            States = [.. states.Except(folded), .. folded],
            Folded = folded.ToHashSet(),
            Card = draft.PathsOf(entity, board.Card, path => board.PlaceOf("card", path)),
            Sum = lists.SumOf(entity, board.Sum, board.PlaceOf("sum")),
            Filters = draft.PathsOf(entity, board.Filters, path => board.PlaceOf("filters", path)),
            Sort = lists.Orders(entity, board.Sort, board.PlaceOf("sort")),
        };
    }

    protected override void Check(BoardBlock board, PageChecks checks, IReadOnlySet<string> roles)
    {
        checks.WarnUnreadable(board.Definition, board.Entity, roles);
        checks.WarnUnseen(board.Definition, "card", board.Entity, board.Card, roles);
        checks.WarnUnseen(board.Definition, "filters", board.Entity, board.Filters, roles);
    }

    private static List<State> StatesOf(BoardBlockDefinition board, Entity entity, Lifecycle lifecycle, Draft draft)
    {
        if (board.States.Count == 0) return [.. lifecycle.States.Values.Where(state => !state.Definition.Aside)];
        return Named(board, board.States, "states", entity, lifecycle, draft);
    }

    private static List<State> Named(BoardBlockDefinition board, IReadOnlyList<string> keys, string member, Entity entity,
        Lifecycle lifecycle, Draft draft)
    {
        bool MayBe(string state) => entity.Definition.Lifecycle!.MayHave("states", state);
        return [.. keys.Select(key => draft.Named(lifecycle.States, key, "state", board.PlaceOf(member, key), MayBe)).OfType<State>()];
    }
}
