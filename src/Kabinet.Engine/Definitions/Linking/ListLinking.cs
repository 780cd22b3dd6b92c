using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Definitions.Linking;

/// <summary>Blocks that show many records: grid, board, what waits, numbers.</summary>
internal sealed class ListLinking(Draft draft, Page page, Entity? record)
{
    private const int MostOnCard = 5;
    private const int MostRows = 500;

    public GridBlock? Grid(BlockFrame frame, GridBlockDefinition grid)
    {
        var of = grid.Of is null ? null : CollectionOf(grid);
        if ((of?.Entity ?? EntityOf(grid)) is not { } entity) return null;
        if (grid.Columns.Count == 0) draft.Miss(grid, "columns", grid.PlaceOf("columns"), new("problem.list.no_columns"));
        if (grid.Columns.Where(column => column.Main).Skip(1).FirstOrDefault() is { } second) draft.Refuse(second.At, new("problem.list.one_main"));
        foreach (var column in grid.Columns.Where(column => column is { Main: true, Roles: not null })) draft.Refuse(column.PlaceOf("roles"), new("problem.list.main_roles"));
        if (grid.Limit is < 1 or > MostRows) draft.Refuse(grid.PlaceOf("limit"), new("problem.list.limit", MostRows));
        return new(frame.Key, frame.Title, frame.Roles, frame.When, grid, entity, of, draft.Condition(grid.Where, entity, grid.PlaceOf("where")), Columns(entity, grid.Columns), Columns(entity, grid.More),
            draft.PathsOf(entity, grid.Filters, path => grid.PlaceOf("filters", path)), Quick(entity, grid), Orders(entity, grid.Sort, grid.PlaceOf("sort")), CreatePage(entity, grid),
            [.. grid.Sum.Select(key => SumOf(entity, key, grid.PlaceOf("sum", key))).OfType<Field>()]);
    }

    public BoardBlock? Board(BlockFrame frame, BoardBlockDefinition board)
    {
        if (draft.Named(draft.Entities, board.Entity, "entity", board.PlaceOf("entity")) is not { } entity) return null;
        if (entity.Lifecycle is not { } lifecycle)
        {
            if (entity.Definition.Lifecycle is null) draft.Miss(entity.Definition, "lifecycle", board.PlaceOf("entity"), new("problem.board.no_lifecycle", entity.Key));
            return null;
        }
        if (board.Card.Count is 0 or > MostOnCard) draft.Miss(board, "card", board.PlaceOf("card"), new("problem.board.card", MostOnCard));
        var states = board.States.Count == 0
            ? lifecycle.States.Values.Where(state => !state.Definition.Aside)
            : board.States.Select(key => draft.Named(lifecycle.States, key, "state", board.PlaceOf("states", key), state => entity.Definition.Lifecycle!.MayHave("states", state))).OfType<State>();
        return new(frame.Key, frame.Title, frame.Roles, frame.When, board, entity, draft.Condition(board.Where, entity, board.PlaceOf("where")), [.. states],
            draft.PathsOf(entity, board.Card, path => board.PlaceOf("card", path)), SumOf(entity, board.Sum, board.PlaceOf("sum")),
            draft.PathsOf(entity, board.Filters, path => board.PlaceOf("filters", path)), Orders(entity, board.Sort, board.PlaceOf("sort")));
    }

    public WaitingBlock? Waiting(BlockFrame frame, WaitingBlockDefinition waiting)
    {
        if (draft.Named(draft.Entities, waiting.Entity, "entity", waiting.PlaceOf("entity")) is not { } entity) return null;
        if (waiting.Columns.Count == 0) draft.Miss(waiting, "columns", waiting.PlaceOf("columns"), new("problem.waiting.no_columns"));
        return new(frame.Key, frame.Title, frame.Roles, frame.When, waiting, entity, [.. waiting.Groups.Select(group => Group(entity, group.Key, group.Value))],
            draft.PathsOf(entity, waiting.Columns, path => waiting.PlaceOf("columns", path)));
    }

    public PeopleBlock People(BlockFrame frame)
    {
        var user = draft.Entities[CoreEntities.User];
        var filters = user.Fields.Where(field => field is { IsOfSolution: true, IsStored: true, Type.Kind: ValueKind.Choice or ValueKind.Reference });
        return new(frame.Key, frame.Title, frame.Roles, frame.When, user, [.. filters.Select(field => new FieldPath([], field))]);
    }

    public Metric? Metric(string key, MetricDefinition metric)
    {
        Keys.Judge(draft, key, metric.At);
        if (draft.Named(draft.Entities, metric.Entity, "entity", metric.PlaceOf("entity")) is not { } entity) return null;
        var where = draft.Condition(metric.Where, entity, metric.PlaceOf("where"));
        return new(key, metric, entity, where, SumOf(entity, metric.Sum, metric.PlaceOf("sum"))) { By = ByOf(entity, metric) };
    }

    private FieldPath? ByOf(Entity entity, MetricDefinition metric)
    {
        if (draft.PathOf(entity, metric.By, metric.PlaceOf("by")) is not { } path) return null;
        if (path.Field is { Type.Kind: ValueKind.Choice or ValueKind.Reference or ValueKind.YesNo, Key: not SystemFields.Id }) return path;
        draft.Refuse(metric.PlaceOf("by"), new("problem.metric.by", path.Text));
        return null;
    }

    private Entity? EntityOf(GridBlockDefinition grid)
    {
        if (grid.Of is not null) return null;
        if (grid.Entity is { } key) return draft.Named(draft.Entities, key, "entity", grid.PlaceOf("entity"));
        if (grid.Knows("of")) draft.Miss(grid, "entity", grid.At, new("problem.list.of_what"), new("problem.hint.list_of"));
        return null;
    }

    private Collection? CollectionOf(GridBlockDefinition grid)
    {
        var at = grid.PlaceOf("of");
        if (grid.Entity is not null) draft.Refuse(grid.PlaceOf("entity"), new("problem.list.of_entity"));
        if (record is null) draft.Refuse(at, new("problem.list.of_record"));
        if (record is null || draft.CollectionOf(record, grid.Of, at) is not { } collection) return null;
        if (collection.OwnerKey is not null) draft.Refuse(at, OwnedByAny.Of(collection.Entity.Key)!.OwnBlock);
        if (grid.Inline && !collection.IsPart) draft.Miss(collection.Reference.Definition, "part", grid.PlaceOf("inline"), new("problem.list.inline", collection.Reference.Key), new("problem.hint.part", collection.Reference));
        return collection;
    }

    private List<Column> Columns(Entity entity, IReadOnlyList<ColumnDefinition> columns) =>
        [.. columns.Select(column => draft.PathOf(entity, column.Field, column.PlaceOf("field")) is { } path
            ? new Column(column, path, draft.PathsOf(entity, column.Under, under => column.PlaceOf("under", under)), draft.RolesOn(page, column.Roles, column)) : null).OfType<Column>()];

    private OrderedDictionary<string, QuickView> Quick(Entity entity, GridBlockDefinition grid)
    {
        var views = new OrderedDictionary<string, QuickView>(StringComparer.Ordinal);
        foreach (var (key, view) in grid.Quick)
        {
            Keys.Judge(draft, key, view.At);
            views[key] = new(key, view, draft.Condition(view.Where, entity, view.PlaceOf("where")), Orders(entity, view.Sort, view.PlaceOf("sort")), draft.RolesOn(page, view.Roles, view));
        }
        return views;
    }

    private WaitingGroup Group(Entity entity, string key, WaitingGroupDefinition group)
    {
        Keys.Judge(draft, key, group.At);
        if (group.Limit is < 1 or > MostRows) draft.Refuse(group.PlaceOf("limit"), new("problem.waiting.limit", MostRows));
        return new(key, group, draft.Condition(group.Where, entity, group.PlaceOf("where"))!, draft.TransitionOf(entity, group.Transition, group.PlaceOf("transition")));
    }

    private List<Order> Orders(Entity entity, string? text, Location at)
    {
        var orders = new List<Order>();
        foreach (var part in text?.Split(',', StringSplitOptions.TrimEntries) ?? [])
            if (draft.PathOf(entity, part.TrimStart('-'), at) is { } path) orders.Add(new(path, part.StartsWith('-')));
        return orders;
    }

    private Field? SumOf(Entity entity, string? key, Location at)
    {
        if (key is null || draft.FieldOf(entity, key, at) is not { } field) return null;
        if (field.Type.Kind == ValueKind.Number) return field;
        draft.Refuse(at, new("problem.list.sum", key));
        return null;
    }

    private Page? CreatePage(Entity entity, GridBlockDefinition grid)
    {
        if (grid.Create is not { } key || draft.Named(draft.Pages, key, "page", grid.PlaceOf("create")) is not { } page) return null;
        if (!page.Definition.Blocks.OfType<FormBlockDefinition>().Any(form => form.Entity == entity.Key || form.Entity is null || !draft.Entities.ContainsKey(form.Entity))) draft.Miss(page.Definition, "blocks", grid.PlaceOf("create"), new("problem.list.create", key, entity.Key));
        return page;
    }
}
