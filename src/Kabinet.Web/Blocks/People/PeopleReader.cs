using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Words;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: people</c>.</summary>
internal sealed class PeopleBlockReader : BlockReader<PeopleBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, PeopleBlock block) =>
        new("/Blocks/People/People.cshtml", await PeopleReader.Read(page, block));
}

/// <summary>Reads the list of people: their records through the gate, then roles and last sign-in of those on the page.</summary>
internal sealed class PeopleReader
{
    private const int Rows = 50, CountCap = 1000, TabCap = 99;
    private const string View = Engine.Publishing.ListAddress.View, Search = Engine.Publishing.ListAddress.Search,
        After = Engine.Publishing.ListAddress.After, HasRole = "has-role";
    private static readonly (string Key, string? Condition)[] Views =
        [("active", CoreFields.Active), ("blocked", $"not {CoreFields.Active}"), ("all", null)];
    private readonly PageContext page;
    private readonly PeopleBlock block;
    private readonly RequestContext here;
    private readonly PageAddress address;

    private PeopleReader(PageContext page, PeopleBlock block) =>
        (this.page, this.block, here, address) = (page, block, page.Request, PageAddress.Of(page.Path, page.Query));

    public static ValueTask<PeopleView> Read(PageContext page, PeopleBlock block) => new PeopleReader(page, block).Read();

    private async ValueTask<PeopleView> Read()
    {
        var filters = await FilterSet.Read(here, new(block.Entity, block.Filters, "", OptionsHref), address);
        var query = Query(filters, Current.Condition);
        var rows = await here.Engine.Records.List(here.Actor, query, here.Cancellation);
        var accounts = await here.Engine.People.AccountsOf.Of(here.Actor, [.. rows.Records.Select(record => record.Id)], here.Cancellation);
        var counts = await here.Engine.Records.Counts(here.Actor,
            [.. Views.Select(view => new CountQuery(Query(filters, view.Condition), TabCap)), new(query, CountCap)], here.Cancellation);
        var count = counts[^1];
        return new(block.Key)
        {
            Address = address,
            Tabs = [.. Views.Select((view, index) => Tab(view.Key, counts[index]))],
            Search = query.Search ?? "",
            KeptBySearch = [.. address.Except(Search, After)],
            Filters = [Roles(), .. filters.Views],
            ClearHref = ClearHref(filters),
            Invite = InviteOf(here),
            EmptyText = Current.Key == "blocked" ? "accounts.empty_blocked" : "accounts.empty",
            Rows = [.. rows.Records.Select(record => Row(record, accounts[record.Id]))],
            Count = count > CountCap ? here.Say("accounts.count_more", CountCap) : here.Say("accounts.count", count),
            NextHref = rows.Next is null ? null : address.With(After, rows.Next).ToString(),
            FirstHref = query.After is null ? null : address.Without(After).ToString(),
        };
    }

    /// <summary>The page that lets people in, as a link; null where the reader has none.</summary>
    public static GridLink? InviteOf(RequestContext here) =>
        SitePages.Of(here.Solution).Of(here.Actor).FirstOrDefault(page => page.Blocks.Any(block => block is InvitationBlock)) is { } found
            ? new(found.Key, here.Say(found.Definition.Title), found.Definition.Path) : null;

    private (string Key, string? Condition) Current => Views.FirstOrDefault(view => view.Key == address[View], Views[0]);

    private RecordQuery Query(FilterSet filters, string? condition) => new()
    {
        Entity = block.Entity,
        Columns = [.. new[] { "name", "login", "email", "phone", CoreFields.Active }.Select(key => new FieldPath([], block.Entity[key]))],
        Filter = string.Join(" and ", new[] { condition, OfRoles }.OfType<string>()) is { Length: > 0 } text ? text : null,
        Filters = filters.Conditions,
        Search = VisibleText.Of(address[Search] ?? "") is { Length: > 0 } sought ? sought : null,
        Sort = [new(new([], block.Entity["name"]), false)],
        Limit = Rows,
        After = address[After],
    };

    private IReadOnlyList<string> ChosenRoles =>
        field ??= [.. address.All(HasRole).Where(here.Solution.Roles.ContainsKey).Distinct(StringComparer.Ordinal)];

    private string? OfRoles =>
        ChosenRoles.Count == 0 ? null
            : $"exists({CoreFields.Memberships} where {CoreFields.Role} in ({string.Join(", ", ChosenRoles.Select(role => $"'{role}'"))}))";

    private GridTab Tab(string key, int count) =>
        new(here.Say($"accounts.view_{key}"), address.Without(After).With(View, key).ToString(), key == Current.Key,
        ShellView.Capped(count));

    private FilterView Roles()
    {
        var options = here.Solution.Roles.Values.Where(role => role.IsOfPeople).OrderBy(role => role.Definition.Order)
            .Select(role => new FilterOption(role.Key, here.Say(role.Definition.Title), null, ChosenRoles.Contains(role.Key))).ToList();
        var chosen = options.Where(option => option.IsChosen).Select(option => option.Title).ToList();
        return new(HasRole, here.Say("accounts.role"), FilterShape.Options)
        {
            Path = address.Path,
            Options = options,
            Chosen = chosen.Count == 0 ? null : string.Join(", ", chosen),
            ClearHref = address.Without(HasRole, After).ToString(),
            Kept = [.. address.Except(HasRole, After)],
        };
    }

    private string? ClearHref(FilterSet filters) =>
        filters.Any || ChosenRoles.Count > 0 || address[Search] is { Length: > 0 }
            ? new PageAddress(page.Path, [.. address.All(View).Select(view => KeyValuePair.Create(View, view))]).ToString() : null;

    private string OptionsHref(FieldPath path) =>
        Addresses.FilterOptions(page.Page.Key, block.Key, path.Text, address.Without(After).ToString());

    private PersonRow Row(Record record, AccountFacts facts) =>
        new(record.Id, record["name"] as string ?? record["login"] as string ?? "",
        SitePages.Of(here.Solution).AddressOf(block.Entity, record.Id, here.Actor))
    {
        Login = record["login"] as string ?? "",
        Email = record["email"] as string,
        Phone = CellValue.Of(here, record, new([], block.Entity["phone"]))?.Text,
        Roles = [.. facts.Roles.Select(role => AccountView.TitleOf(here, role))],
        SignedIn = facts.SignedInAt is { } at ? Moment.Of(here, at) : null,
        State = AccountView.StateOf(here, record[CoreFields.Active] is true, facts),
    };
}

/// <summary>The list of people.</summary>
internal sealed record PeopleView(string Key)
{
    public required PageAddress Address { get; init; }
    public required IReadOnlyList<GridTab> Tabs { get; init; }
    public required string Search { get; init; }
    public required IReadOnlyList<KeyValuePair<string, string>> KeptBySearch { get; init; }
    public required IReadOnlyList<FilterView> Filters { get; init; }
    /// <summary>The address without filters and search; null where none is chosen.</summary>
    public string? ClearHref { get; init; }
    public GridLink? Invite { get; init; }
    /// <summary>What is said of a list with nobody in it.</summary>
    public required string EmptyText { get; init; }
    public required IReadOnlyList<PersonRow> Rows { get; init; }
    public required string Count { get; init; }
    public string? NextHref { get; init; }
    public string? FirstHref { get; init; }
}

/// <summary>One person of the list.</summary>
internal sealed record PersonRow(long Id, string Name, string? Href)
{
    public required string Login { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public required IReadOnlyList<string> Roles { get; init; }
    /// <summary>Last sign-in; null where there was none.</summary>
    public Moment? SignedIn { get; init; }
    public required AccountState State { get; init; }
}
