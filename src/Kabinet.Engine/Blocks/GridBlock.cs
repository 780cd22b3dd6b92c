using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Blocks;

/// <summary>A list of records with filters, quick views, sorting and selection.</summary>
public sealed record GridBlockDefinition : BlockDefinition
{
    /// <summary>Entity of the rows. Omit it if <see cref="Of"/> is given.</summary>
    public string? Entity { get; init; }
    /// <summary>On a record page: the collection of the record (<c>lines</c>) that holds the rows.</summary>
    public string? Of { get; init; }
    /// <summary>Condition on the records. Default: all that the user may read.</summary>
    public string? Where { get; init; }
    /// <summary>Columns in order. A user sees only those of fields they may read.</summary>
    public required IReadOnlyList<ColumnDefinition> Columns { get; init; }
    /// <summary>Columns that are hidden until the user turns them on.</summary>
    public IReadOnlyList<ColumnDefinition> More { get; init; } = [];
    /// <summary>Fields offered as filters.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];
    /// <summary>Quick views: tabs with a condition and a count.</summary>
    public IReadOnlyDictionary<string, QuickViewDefinition> Quick { get; init; } = new Dictionary<string, QuickViewDefinition>();
    /// <summary>Order of the rows: a field, or <c>-field</c> for descending.</summary>
    public string? Sort { get; init; }
    /// <summary>Key of the page whose form creates a record.</summary>
    public string? Create { get; init; }
    /// <summary>
    /// On a record page, for a list of the record's people: the role of people invited from here. A user who may invite people gets a
    /// button that opens the invitation with this record and the role filled in.
    /// </summary>
    public string? Invite { get; init; }
    /// <summary>True to add and edit rows in the list itself, for short collections such as lines.</summary>
    public bool Inline { get; init; }
    /// <summary>Fields whose sums are shown under the list.</summary>
    public IReadOnlyList<string> Sum { get; init; } = [];
    /// <summary>Text shown when the list is empty.</summary>
    public LocalizedText? Empty { get; init; }
    /// <summary>Rows per page.</summary>
    public int Limit { get; init; } = 50;

    /// <inheritdoc/>
    public override ListedRows? Listed =>
        new(Of is null ? Entity ?? "" : null,
            Of) { Views = [.. Quick.Select(view => new NamedView(view.Key, view.Value, view.Value.Was, view.Value.Title))] };
}

/// <summary>One column: a field, or a path through references.</summary>
[ShortForm(nameof(Field))]
public sealed record ColumnDefinition : Definition
{
    /// <summary>Field or path (<c>partner.title</c>).</summary>
    public required string Field { get; init; }
    /// <summary>Heading that replaces the field's label.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Fields on the second line of the cell, muted.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];
    /// <summary>True for the main column: it names the row, links to the record and is the widest.</summary>
    public bool Main { get; init; }
    /// <summary>
    /// For a computed count or sum of a collection: address of the list that shows what is counted (<c>/requests?view=open</c>). The list
    /// must have a filter by the reference of the collection. The figure opens it for a reader who finds the same figure there.
    /// </summary>
    public string? Link { get; init; }
    /// <summary>Roles that see the column and the filter of its field. Default: all roles that may read the field.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
}

/// <summary>A quick view: a tab that shows some records of a list.</summary>
public sealed record QuickViewDefinition : Definition
{
    /// <summary>Text of the tab.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Condition on the records. Default: all of the list.</summary>
    public string? Where { get; init; }
    /// <summary>Order of the rows. Default: that of the list.</summary>
    public string? Sort { get; init; }
    /// <summary>Roles that see the quick view. Default: all roles of the list.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}

/// <summary>A linked grid.</summary>
public sealed record GridBlock(BlockFrame Frame, GridBlockDefinition Definition, Entity Entity) : Block(Frame)
{
    /// <summary>The collection of the page's record that holds the rows; null if the list has its own entity.</summary>
    public Collection? Of { get; init; }
    /// <summary>Condition on the records; null for all.</summary>
    public Expression? Where { get; init; }
    /// <summary>Columns in order.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }
    /// <summary>Columns that are hidden until the user turns them on.</summary>
    public required IReadOnlyList<Column> More { get; init; }
    /// <summary>Fields offered as filters.</summary>
    public required IReadOnlyList<FieldPath> Filters { get; init; }
    /// <summary>Quick views by key.</summary>
    public required IReadOnlyDictionary<string, QuickView> Quick { get; init; }
    /// <summary>Order of the rows.</summary>
    public required IReadOnlyList<Order> Sort { get; init; }
    /// <summary>The page whose form creates a record; null for none.</summary>
    public Page? Create { get; init; }
    /// <summary>Role of people invited from the list; null for none.</summary>
    public Role? Invite { get; init; }
    /// <summary>Fields whose sums are shown under the list.</summary>
    public required IReadOnlyList<Field> Sum { get; init; }
    /// <summary>True if rows are added and edited in the list itself.</summary>
    public bool IsInline => Of is not null && Definition.Inline;

    /// <inheritdoc/>
    public override IEnumerable<ListUse> Lists =>
        Quick.Values.Select(quick => Use(Both(Where, quick.Where), quick.Sort.Count > 0 ? quick.Sort : Sort))
            .Prepend(Use(Where, Sort) with { IsMain = Of is null });

    // A change of a part is announced as a change of its owner, because it is in the owner's history.
    /// <inheritdoc/>
    public override IEnumerable<Entity> Topics => Of is { IsPart: true } ? [] : [Entity];

    /// <inheritdoc/>
    public override BlockFilters Filtered => new(Entity, Filters);

    private ListUse Use(Expression? where, IReadOnlyList<Order> sort) => new(Entity, where, Of?.Reference, sort);

    private static Expression? Both(Expression? left, Expression? right) =>
        left is null ? right : right is null ? left : Expression.And(left, right);
}

/// <summary>A linked column. Null roles mean all roles.</summary>
public sealed record Column(ColumnDefinition Definition, FieldPath Path, IReadOnlyList<FieldPath> Under, IReadOnlySet<string>? Roles)
{
    /// <summary>What a column with a link counts or sums; null for others.</summary>
    public Aggregate? Counted => Definition.Link is null ? null : CountedBy(Path);

    /// <summary>The count or sum over one collection that computes a field; null if it is computed otherwise.</summary>
    internal static Aggregate? CountedBy(FieldPath path) =>
        path is { Through.Count: 0, Field.Computed: Aggregate { Steps.Count: 0, Collection.OwnerKey: null } counted }
            && !counted.Collection.IsEverything && counted.Aggregation is Aggregation.Count or Aggregation.Sum
            && counted.Value is null or FieldValue { Steps.Count: 0, Outer: 0 } ? counted : null;
}

/// <summary>A linked quick view. Null roles mean all roles.</summary>
public sealed record QuickView(string Key, QuickViewDefinition Definition, Expression? Where, IReadOnlyList<Order> Sort,
    IReadOnlySet<string>? Roles);

/// <summary><c>block: grid</c>.</summary>
internal sealed class GridBlockKind : BlockKind<GridBlockDefinition, GridBlock>
{
    private const int MostRows = 500;

    public override string Key => "grid";
    public override bool MayBeLazy => true;

    protected override GridBlock? Link(BlockFrame frame, GridBlockDefinition grid, BlockLinking linking)
    {
        var (draft, lists) = (linking.Draft, new ListLinking(linking.Draft));
        var of = grid.Of is null ? null : CollectionOf(grid, linking);
        if ((of?.Entity ?? EntityOf(grid, draft)) is not { } entity) return null;
        Judge(grid, draft);
        return new(frame, grid, entity)
        {
            Of = of,
            Where = linking.Condition(grid.Where, entity, grid.PlaceOf("where")),
            Columns = Columns(entity, grid.Columns, linking),
            More = Columns(entity, grid.More, linking),
            Filters = draft.PathsOf(entity, grid.Filters, path => grid.PlaceOf("filters", path)),
            Quick = Quick(entity, grid, linking),
            Sort = lists.Orders(entity, grid.Sort, grid.PlaceOf("sort")),
            Create = CreatePage(entity, grid, draft),
            Invite = Invited(entity, grid, draft),
            Sum = [.. grid.Sum.Select(key => lists.SumOf(entity, key, grid.PlaceOf("sum", key))).OfType<Field>()],
        };
    }

    protected override void Check(GridBlock grid, PageChecks checks, IReadOnlySet<string> roles)
    {
        checks.WarnUnreadable(grid.Definition, grid.Entity, roles);
        checks.WarnUnseen(grid.Definition, "filters", grid.Entity, grid.Filters, roles);
        foreach (var column in grid.Columns.Concat(grid.More)) Check(column, grid.Entity, checks, column.Roles ?? roles);
        foreach (var column in grid.Columns.Concat(grid.More))
            if (column.Counted is { } counted)
                new ListLink(column.Definition.Link!, column.Definition.PlaceOf("link"), checks.Draft)
                    .Judge(counted.Collection.Entity, new([], counted.Collection.Reference));
    }

    private static void Check(Column column, Entity entity, PageChecks checks, IReadOnlySet<string> roles)
    {
        checks.Impossible.WarnUnseen(entity, column.Path, roles, column.Definition.PlaceOf("field"));
        checks.WarnUnseen(column.Definition, "under", entity, column.Under, roles);
    }

    private static void Judge(GridBlockDefinition grid, Draft draft)
    {
        if (grid.Columns.Count == 0) draft.Miss(grid, "columns", grid.PlaceOf("columns"), new("problem.list.no_columns"));
        if (grid.Columns.Where(column => column.Main).Skip(1).FirstOrDefault() is { } second)
            draft.Refuse(second.At, new("problem.list.one_main"));
        foreach (var column in grid.Columns.Where(column => column is { Main: true, Roles: not null }))
            draft.Refuse(column.PlaceOf("roles"), new("problem.list.main_roles"));
        if (grid.Limit is < 1 or > MostRows) draft.Refuse(grid.PlaceOf("limit"), new("problem.list.limit", MostRows));
    }

    private static Entity? EntityOf(GridBlockDefinition grid, Draft draft)
    {
        if (grid.Of is not null) return null;
        if (grid.Entity is { } key) return draft.Named(draft.Entities, key, "entity", grid.PlaceOf("entity"));
        if (grid.Knows("of")) draft.Miss(grid, "entity", grid.At, new("problem.list.of_what"), new("problem.hint.list_of"));
        return null;
    }

    private static Collection? CollectionOf(GridBlockDefinition grid, BlockLinking linking)
    {
        var (draft, at) = (linking.Draft, grid.PlaceOf("of"));
        if (grid.Entity is not null) draft.Refuse(grid.PlaceOf("entity"), new("problem.list.of_entity"));
        if (linking.Record is null) draft.Refuse(at, new("problem.list.of_record"));
        if (linking.Record is null || draft.CollectionOf(linking.Record, grid.Of, at) is not { } collection) return null;
        if (collection.OwnerKey is not null) draft.Refuse(at, OwnedByAny.Of(collection.Entity.Key)!.OwnBlock);
        if (grid.Inline && !collection.IsPart)
            draft.Miss(collection.Reference.Definition, "part", grid.PlaceOf("inline"),
                new("problem.list.inline", collection.Reference.Key), new("problem.hint.part", collection.Reference));
        return collection;
    }

    private static List<Column> Columns(Entity entity, IReadOnlyList<ColumnDefinition> columns, BlockLinking linking) =>
        [.. columns.Select(column => ColumnOf(entity, column, linking)).OfType<Column>()];

    private static Column? ColumnOf(Entity entity, ColumnDefinition column, BlockLinking linking)
    {
        if (linking.Draft.PathOf(entity, column.Field, column.PlaceOf("field")) is not { } path) return null;
        var under = linking.Draft.PathsOf(entity, column.Under, under => column.PlaceOf("under", under));
        // An expression that could not be read has its own problem, and stands as false.
        var isUnread = path.Field.Computed is { } computed && computed == Expression.False;
        if (column.Link is not null && !isUnread && Column.CountedBy(path) is null)
            linking.Draft.Refuse(column.PlaceOf("link"), new("problem.list.link", path.Text));
        return new(column, path, under, linking.Draft.RolesOn(linking.Page, column.Roles, column));
    }

    private static OrderedDictionary<string, QuickView> Quick(Entity entity, GridBlockDefinition grid, BlockLinking linking)
    {
        var (draft, lists) = (linking.Draft, new ListLinking(linking.Draft));
        var views = new OrderedDictionary<string, QuickView>(StringComparer.Ordinal);
        foreach (var (key, view) in grid.Quick)
        {
            Keys.Judge(draft, key, view.At);
            var where = linking.Condition(view.Where, entity, view.PlaceOf("where"));
            views[key] = new(key, view, where, lists.Orders(entity, view.Sort, view.PlaceOf("sort")),
                draft.RolesOn(linking.Page, view.Roles, view));
        }
        return views;
    }

    private static Role? Invited(Entity entity, GridBlockDefinition grid, Draft draft)
    {
        if (grid.Invite is not { } key) return null;
        var at = grid.PlaceOf("invite");
        if (grid.Of is null || entity.Key != CoreEntities.User) draft.Refuse(at, new("problem.list.invite_whom"));
        if (draft.Named(draft.Roles, key, "role", at) is not { } role) return null;
        if (!role.IsOfPeople) draft.Refuse(at, new("problem.effect.invite", role.Key));
        return role;
    }

    private static Page? CreatePage(Entity entity, GridBlockDefinition grid, Draft draft)
    {
        if (grid.Create is not { } key || draft.Named(draft.Pages, key, "page", grid.PlaceOf("create")) is not { } page) return null;
        if (entity.Key == CoreEntities.User && page.Definition.Blocks.Any(block => block is InvitationBlockDefinition)) return page;
        var forms = page.Definition.Blocks.OfType<FormBlockDefinition>();
        if (!forms.Any(form => form.Entity == entity.Key || form.Entity is null || !draft.Entities.ContainsKey(form.Entity)))
            draft.Miss(page.Definition, "blocks", grid.PlaceOf("create"), new("problem.list.create", key, entity.Key));
        return page;
    }
}
