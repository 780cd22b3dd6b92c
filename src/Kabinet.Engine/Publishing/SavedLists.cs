using System.Text.Json.Nodes;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Publishing;

/// <summary>
/// Saved list settings of people. They contain keys of pages, blocks, fields, quick views and options, so this class renames the keys and
/// reports those that were removed.
/// </summary>
internal sealed class SavedLists(SolutionDefinition before, SolutionDefinition after, KeyChanges changes)
{
    private const string Begins = "list:";
    private readonly Dictionary<string, PageLists> pages = new(StringComparer.Ordinal);

    /// <summary>Removed keys in saved settings, each (as <c>request.note</c>) with the number of people who use it.</summary>
    public async ValueTask<IReadOnlyList<(string Name, int People)>> Lost(Connection connection, CancellationToken cancellation)
    {
        if (changes.All.Count == 0) return [];
        var lost = (await All(connection, cancellation)).SelectMany(saved => Followed(saved).Lost
            .Select(name => (Name: name, saved.Person)));
        return [.. lost.Distinct().GroupBy(pair => pair.Name, StringComparer.Ordinal).Select(name => (name.Key, name.Count()))];
    }

    /// <summary>
    /// Applies renames to all settings. Settings of a removed list on a remaining page are deleted, because another list may take its
    /// key.
    /// </summary>
    public async ValueTask Follow(Transaction transaction, CancellationToken cancellation)
    {
        if (changes.All.Count == 0) return;
        var moved = (await All(transaction, cancellation)).Select(saved => (Saved: saved, Now: Followed(saved)))
            .Where(pair => pair.Now.Place != pair.Saved.Place || pair.Now.Value != pair.Saved.Value).ToList();
        // All are deleted before any is written, because two lists may have swapped keys.
        foreach (var (saved, _) in moved)
            await transaction.Execute(PreferenceStatements.Forget(saved.Person, Begins + saved.Place), cancellation);
        foreach (var (saved, now) in moved.Where(pair => pair.Now.Place is not null))
            await transaction.Execute(PreferenceStatements.KeepFirst(saved.Person, Begins + now.Place, now.Value), cancellation);
    }

    private static ValueTask<List<SavedList>> All(Connection connection, CancellationToken cancellation) => connection.Query(
        PreferenceStatements.Beginning(Begins),
        row => new SavedList(row.GetInt64(0), row.GetString(1)[Begins.Length..], row.GetString(2)), cancellation);

    private FollowedList Followed(SavedList saved)
    {
        var place = saved.Place.Split('/');
        if (place.Length != 2 || !before.Pages.TryGetValue(place[0], out var page)) return new(saved.Place, saved.Value, []);
        if (changes.Present(KeyFamily.Page, page.Page) is not { } key) return new(saved.Place, saved.Value, [page.Page]);
        if (!pages.TryGetValue(page.Page, out var lists)) pages[page.Page] = lists = new(before, page, after.Pages[key], changes);
        if (lists.List(place[1]) is not { } list) return new(saved.Place, saved.Value, []);
        if (list.PlaceAfter is null) return new(null, saved.Value, [$"{page.Page}/{list.Key}"]);
        var lost = new List<string>();
        return new($"{key}/{list.PlaceAfter}", Value(saved.Value, list, lists, lost), lost);
    }

    private static string Value(string text, ListNames list, PageLists lists, List<string> lost)
    {
        if (JsonNode.Parse(text) is not JsonObject value) return text;
        var isChanged = false;
        if (value["Columns"] is JsonArray columns)
        {
            var now = columns.Select(column => (string?)column).OfType<string>().Select(path => list.Path(path, lost) ?? path).ToArray();
            isChanged = !now.SequenceEqual(columns.Select(column => (string?)column));
            value["Columns"] = new JsonArray([.. now.Select(path => (JsonNode)path)]);
        }
        foreach (var view in (value["Views"] as JsonArray ?? []).OfType<JsonObject>())
            if ((string?)view["State"] is { } state && lists.State(state, lost) is var now
                && now != state) (view["State"], isChanged) = (now, true);
        return isChanged ? value.ToJsonString() : text;
    }

    private sealed record SavedList(long Person, string Place, string Value);

    /// <param name="Place">New place; null when the settings are deleted.</param>
    /// <param name="Value">New value.</param>
    /// <param name="Lost">Removed keys in it.</param>
    private sealed record FollowedList(string? Place, string Value, IReadOnlyList<string> Lost);
}

/// <summary>The lists of one page and the URL state shared by them.</summary>
internal sealed class PageLists
{
    private readonly List<ListNames> lists;

    public PageLists(SolutionDefinition solution, PageDefinition before, PageDefinition after, KeyChanges changes)
    {
        var now = PageBlocks.Of(after).ToDictionary(block => block.Key);
        lists = [.. PageBlocks.Of(before).Where(block => block.IsList).Select(block =>
        {
            var place = changes.Present(KeyFamily.Block, before.Page, block.Key);
            return new ListNames(solution, changes, (before.Page, block.Key), EntityOf(solution, block))
            {
                Prefix = ListAddress.PrefixOf(before, block),
                PlaceAfter = place,
                PrefixAfter = place is null ? null : ListAddress.PrefixOf(after, now[place]),
            };
        })];
    }

    public ListNames? List(string key) => lists.FirstOrDefault(list => list.Key == key);

    /// <summary>The state with new names; a removed key stays, because dropping its filter would show all rows.</summary>
    public string State(string state, List<string> lost) => string.Join('&', state.Split('&').Select(pair => Pair(pair, lost)));

    private string Pair(string pair, List<string> lost)
    {
        var (written, value) = pair.IndexOf('=', StringComparison.Ordinal) is var sign and > 0 ? (pair[..sign], Read(pair[(sign + 1)..]))
            : (pair, "");
        var name = Read(written);
        var list = lists.Find(list => list.Prefix.Length > 0 && name.StartsWith(list.Prefix, StringComparison.Ordinal))
            ?? lists.Find(list => list.Prefix.Length == 0);
        if (list?.PrefixAfter is not { } prefix) return pair;
        var (present, presentValue) = list.Parameter(name[list.Prefix.Length..], value, lost);
        return (prefix + present, presentValue) == (name, value) ? pair
            : $"{Uri.EscapeDataString(prefix + present)}={Uri.EscapeDataString(presentValue)}";
    }

    private static string Read(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string EntityOf(SolutionDefinition solution, PageBlock block) => block.Of is null ? block.Entity
        : solution.Entities.Values.FirstOrDefault(entity => entity.Fields.Values
            .Any(field => field.To == block.Entity && field.Inverse == block.Of))?.Entity ?? "";
}

/// <summary>Translates the names in the state of one list from the old version to the new one.</summary>
internal sealed class ListNames(SolutionDefinition solution, KeyChanges changes, (string Page, string Key) place, string entity)
{
    public string Key => place.Key;
    public required string Prefix { get; init; }
    /// <summary>New place; null when the list was removed.</summary>
    public string? PlaceAfter { get; init; }
    public string? PrefixAfter { get; init; }

    /// <summary>A URL parameter with new names.</summary>
    public (string Name, string Value) Parameter(string name, string value, List<string> lost)
    {
        if (name == "sort") return (name, Sort(value, lost));
        if (name == "view") return (name, View(value, lost));
        if (ListAddress.PathOf(name) is not { } filter) return (name, value);
        var path = Path(filter.Path, lost);
        return (path is null ? name : ListAddress.FilterOf(path) + filter.End, Option(filter.Path, value, lost));
    }

    /// <summary>A path with new names; null when one of its fields was removed.</summary>
    public string? Path(string path, List<string> lost)
    {
        var (steps, at) = (new List<string>(), entity);
        foreach (var key in path.Split('.'))
        {
            if (FieldOf(at, key) is not { } field) { steps.Add(key); continue; }
            if (changes.Present(KeyFamily.Field, at, key) is not { } now)
            {
                lost.Add($"{at}.{key}");
                return null;
            }
            steps.Add(now);
            at = field.To ?? "";
        }
        return string.Join('.', steps);
    }

    private string Sort(string value, List<string> lost) =>
        value.StartsWith('-') ? $"-{Path(value[1..], lost) ?? value[1..]}" : Path(value, lost) ?? value;

    private string View(string value, List<string> lost)
    {
        if (changes.Present(KeyFamily.QuickView, place.Page, place.Key, value) is { } now) return now;
        lost.Add($"{place.Page}/{value}");
        return value;
    }

    // The value of a filter by a choice or status is also a key.
    private string Option(string path, string value, List<string> lost)
    {
        var (keys, at) = (path.Split('.'), entity);
        foreach (var key in keys[..^1]) at = FieldOf(at, key)?.To ?? "";
        var isState = keys[^1] == SystemFields.Status;
        var now = isState ? changes.Present(KeyFamily.State, at, value) : changes.Present(KeyFamily.Choice, at, keys[^1], value);
        if (now is null) lost.Add(isState ? $"{at}.{SystemFields.Status}: {value}" : $"{at}.{keys[^1]}: {value}");
        return now ?? value;
    }

    private FieldDefinition? FieldOf(string entity, string key) =>
        solution.Entities.GetValueOrDefault(entity)?.Fields.GetValueOrDefault(key);
}
