using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Kabinet.Engine.Access;
using Kabinet.Engine.Model;

namespace Kabinet.Web.Site;

/// <summary>
/// The addresses of a solution's pages: which page an address means, and where a record or a page is for somebody. Made once per snapshot.
/// </summary>
internal sealed class SitePages
{
    private static readonly ConditionalWeakTable<Solution, SitePages> Made = [];
    private readonly Dictionary<string, Page[]> literal;
    private readonly (string[] Segments, Page Page)[] patterns;
    private readonly ILookup<string, Page> recordPages;
    private readonly ILookup<string, Page> formPages;
    private readonly ILookup<string, Page> listPages;
    /// <summary>What stands before and after the id, by entity and roles; a link is drawn for every reference of every row.</summary>
    private readonly ConcurrentDictionary<(string Entity, string Roles), string[]?> recordAddresses = [];
    private readonly Solution solution;

    private SitePages(Solution solution)
    {
        this.solution = solution;
        var pages = solution.Pages.Values;
        literal = pages.Where(page => !page.Definition.Path.Contains(PagePath.Id, StringComparison.Ordinal))
            .GroupBy(page => page.Definition.Path.Trim('/'), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        patterns = [.. pages.Where(page => page.Definition.Path.Contains(PagePath.Id, StringComparison.Ordinal))
            .Select(page => (PagePath.Segments(page.Definition.Path), page))];
        recordPages = pages.Where(page => page.RecordBlock is not null)
            .ToLookup(page => page.RecordBlock!.OwnRecord!.Key, StringComparer.Ordinal);
        formPages = pages.SelectMany(page => page.Blocks.Select(block => block.Creates).OfType<Entity>().Take(1)
            .Select(made => (made.Key, page))).ToLookup(pair => pair.Key, pair => pair.page, StringComparer.Ordinal);
        listPages = literal.Values.SelectMany(found => found).SelectMany(page => page.Blocks.SelectMany(block => block.Lists)
            .Where(list => list is { IsMain: true, Of: null }).Select(list => (list.Entity.Key, page))).Distinct()
            .ToLookup(pair => pair.Key, pair => pair.page, StringComparer.Ordinal);
    }

    public static SitePages Of(Solution solution) => Made.GetValue(solution, static made => new(made));

    /// <summary>
    /// The page of an address that the actor has, with the record's id where the address has one; null when there is none for him.
    /// </summary>
    public (Page Page, long? Id)? Find(string path, Actor actor)
    {
        var trimmed = path.Trim('/');
        if (literal.GetValueOrDefault(trimmed)?.FirstOrDefault(page => Has(actor, page)) is { } found) return (found, null);
        var segments = PagePath.Segments(trimmed);
        foreach (var (pattern, page) in patterns)
            if (Has(actor, page) && PagePath.Match(pattern, segments) is (true, { } id)) return (page, id);
        return null;
    }

    /// <summary>True if any page has the address, whoever has that page.</summary>
    public bool Has(string path)
    {
        var trimmed = path.Trim('/');
        return literal.ContainsKey(trimmed)
            || patterns.Any(pair => PagePath.Match(pair.Segments, PagePath.Segments(trimmed)) is (true, not null));
    }

    /// <summary>Address of a record for the actor; null where he has no page of such records.</summary>
    public string? AddressOf(Entity entity, long id, Actor actor)
    {
        if (!recordAddresses.TryGetValue((entity.Key, actor.RoleKey), out var around))
            recordAddresses[(entity.Key, actor.RoleKey)] = around = RecordPageOf(entity, actor)?.Definition.Path.Split(PagePath.Id);
        return around is null ? null : string.Create(CultureInfo.InvariantCulture, $"{around[0]}{id}{around[1]}");
    }

    /// <summary>The page of such records that the actor has; null if he has none.</summary>
    public Page? RecordPageOf(Entity entity, Actor actor) => recordPages[entity.Key].FirstOrDefault(page => Has(actor, page));

    /// <summary>Address of the list of such records that the actor has; null if he has none.</summary>
    public string? ListOf(Entity entity, Actor actor) =>
        listPages[entity.Key].FirstOrDefault(page => Has(actor, page))?.Definition.Path;

    /// <summary>The page with the form for a new record that the actor has.</summary>
    public Page? FormOf(Entity entity, Actor actor) => formPages[entity.Key].FirstOrDefault(page => Has(actor, page));

    /// <summary>Pages with a form of records of an entity that the actor has.</summary>
    public IEnumerable<Page> FormsOf(Entity entity, Actor actor) => formPages[entity.Key].Where(page => Has(actor, page));

    /// <summary>Pages of the actor, in the order of their files.</summary>
    public IEnumerable<Page> Of(Actor actor) => solution.Pages.Values.Where(page => Has(actor, page));

    /// <summary>The page that opens after sign-in: the home of his first role that has one, else the first of his menu.</summary>
    public Page? HomeOf(Actor actor) =>
        actor.Roles.Select(role => solution.Roles[role]).OrderBy(role => role.Definition.Order).Select(HomeOf)
            .FirstOrDefault(page => page is not null && Has(actor, page))
        ?? Of(actor).Where(page => page.Definition.Menu is not null).OrderBy(page => page.Definition.Menu!.Order).FirstOrDefault();

    public static bool Has(Actor actor, Page page) => page.Roles.Overlaps(actor.Closure);

    // A role without a home of its own comes to the home of a role it includes.
    private Page? HomeOf(Role role) =>
        role.Closure.Select(key => solution.Roles[key].Definition).OrderBy(included => included.Role == role.Key ? 0 : 1)
            .Select(included => included.Home is { } home ? solution.Pages.GetValueOrDefault(home) : null)
                .FirstOrDefault(page => page is not null);
}
