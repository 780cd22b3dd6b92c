using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Site;

/// <summary>What stands around every page of a cabinet: menu, phone bar, what may be created, the bell, the person.</summary>
internal sealed record ShellView(IReadOnlyList<MenuGroup> Groups, IReadOnlyList<MenuItem> Bar, IReadOnlyList<MenuItem> Create,
    string Unread, PersonView Person)
{
    /// <summary>Entities counted in the menu.</summary>
    public required IEnumerable<string> Topics { get; init; }

    private const int CountCap = 99;
    private const int BarPlaces = 4;

    public static async ValueTask<ShellView> Read(RequestContext here, string path, CancellationToken cancellation)
    {
        var site = SitePages.Of(here.Solution);
        var pages = site.Of(here.Actor).Where(page => page.Definition.Menu is not null).OrderBy(page => page.Definition.Menu!.Order)
            .ToList();
        var counted = pages.Where(page => page.Count is not null).ToList();
        var counts = await here.Engine.Records.Counts(here.Actor,
            [.. counted.Select(page =>
            new CountQuery(new() { Entity = page.Count!.Entity, Columns = [], Where = page.Count.Where }, CountCap))], cancellation);
        var items = pages.ConvertAll(page =>
            (page, Item(here, page, path) with { Count = counted.IndexOf(page) is var at and >= 0 ? Capped(counts[at]) : "" }));
        return new(Group(here, items), Places(here, items), [.. Creatable(here, site)],
            Capped(await here.Engine.Bell.Unread(here.Actor, cancellation)), PersonView.Of(here))
        {
            Topics = pages.Select(page => page.Count?.Entity.Key).OfType<string>(),
        };
    }

    /// <summary>A count as the menu shows it: nothing for none, 99+ for many.</summary>
    public static string Capped(int count) => count switch { 0 => "", > CountCap => $"{CountCap}+", _ => $"{count}" };

    private static MenuItem Item(RequestContext here, Page page, string path) =>
        new(here.Say(page.Definition.Title), page.Definition.Path, page.Definition.Menu?.Icon ?? "file-plus",
            Leads(page.Definition.Path, path));

    // On the page itself and on the pages under it; the page at / leads only to itself.
    private static bool Leads(string to, string path) =>
        path == to || (to.Length > 1 && path.StartsWith(to, StringComparison.Ordinal) && path[to.Length] == '/');

    private static IReadOnlyList<MenuGroup> Group(RequestContext here, List<(Page Page, MenuItem Item)> items) =>
        [.. items.GroupBy(pair => pair.Page.Definition.Menu!.Group is { } group ? here.Say(group) : null)
            .OrderBy(group => group.Key is null ? 0 : 1).Select(group => new MenuGroup(group.Key, [.. group.Select(pair => pair.Item)]))];

    private static IReadOnlyList<MenuItem> Places(RequestContext here, List<(Page Page, MenuItem Item)> items)
    {
        var keys = here.Actor.Roles.Select(role => here.Solution.Roles[role].Definition.Bar).FirstOrDefault(bar => bar.Count > 0)
            ?? here.Actor.Closure.Select(role => here.Solution.Roles[role].Definition.Bar).FirstOrDefault(bar => bar.Count > 0) ?? [];
        var chosen = keys.Select(key => items.Find(pair => pair.Page.Key == key).Item).OfType<MenuItem>().ToList();
        return [.. (chosen.Count > 0 ? chosen : items.Select(pair => pair.Item)).Take(BarPlaces)];
    }

    private static IEnumerable<MenuItem> Creatable(RequestContext here, SitePages site) =>
        from page in site.Of(here.Actor)
        let made = page.Blocks.Select(block => block.Creates).FirstOrDefault(made => made is not null)
        where made is not null
        select Item(here, page, "") with { Icon = made.Definition.Icon ?? "file-plus" };
}

/// <summary>Items under one heading; no heading for the first ones.</summary>
internal sealed record MenuGroup(string? Title, IReadOnlyList<MenuItem> Items);

/// <summary>One place in the menu.</summary>
internal sealed record MenuItem(string Title, string Href, string Icon, bool IsHere)
{
    /// <summary>Counter beside the title; empty for none.</summary>
    public string Count { get; init; } = "";
}

/// <summary>The person at the top right.</summary>
internal sealed record PersonView(string Name, string Initials, string Roles, string? Impersonator)
{
    public static PersonView Of(RequestContext here)
    {
        var name = here.Person?.Name ?? here.Actor.Name;
        return new(name, InitialsOf(name),
            string.Join(", ", here.Actor.Roles.Select(role => here.Say(here.Solution.Roles[role].Definition.Title))),
            here.SignedIn?.Impersonator);
    }

    private static string InitialsOf(string name) =>
        string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => char.ToUpperInvariant(word[0])));
}
