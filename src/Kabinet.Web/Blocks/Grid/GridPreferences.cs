using System.Text.Json;
using Kabinet.Engine.Model;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>How one person likes one list: its columns, its density, the views he has named.</summary>
internal sealed record GridPreferences(IReadOnlyList<string> Columns, string? Density, IReadOnlyList<SavedView> Views)
{
    public static readonly GridPreferences Nothing = new([], null, []);
    /// <summary>Longest state of a view; one of ten filters fits.</summary>
    public const int LongestState = 2_000;

    /// <summary>Page and block: what choices are remembered under.</summary>
    public static string PlaceOf(Page page, Block block) => $"{page.Key}/{block.Key}";

    /// <summary>A place that the reader really has; anything else that a form sends is no place.</summary>
    public static bool IsPlace(RequestContext here, string? place) =>
        place?.Split('/') is [var page, var block] && here.Solution.Pages.TryGetValue(page, out var found)
            && SitePages.Has(here.Actor, found) && found.AllBlocks.Any(known => known.Key == block && here.Actor.IsAmong(known.Roles));

    public static async ValueTask<GridPreferences> Read(RequestContext here, string place)
    {
        if (await here.Engine.People.Preferences.Read(here.Actor, Key(place), here.Cancellation) is not { } kept) return Nothing;
        return JsonSerializer.Deserialize<GridPreferences>(kept) ?? Nothing;
    }

    public ValueTask Write(RequestContext here, string place) =>
        here.Engine.People.Preferences.Write(here.Actor, Key(place), this is { Columns.Count: 0, Density: null, Views.Count: 0 } ? null
            : JsonSerializer.Serialize(this), here.Cancellation);

    /// <summary>With one more view; a view of the same name is replaced, the oldest gives way when there are too many.</summary>
    public GridPreferences With(SavedView view, int most) => this with { Views = [.. Without(view.Name).Views.TakeLast(most - 1), view] };

    public GridPreferences Without(string name) => this with { Views = [.. Views.Where(view => view.Name != name)] };

    private static string Key(string place) => "list:" + place;
}

/// <summary>A named state of a list.</summary>
internal sealed record SavedView(string Name, string State)
{
    public string HrefAt(string path) => State == "" ? path : $"{path}?{State}";
}
