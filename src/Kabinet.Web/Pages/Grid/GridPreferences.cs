using Kabinet.Engine.Definitions;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pages;

/// <summary>How one person likes one list: its columns, its density, the views he has named.</summary>
internal sealed record GridPreferences(IReadOnlyList<string> Columns, string? Density, IReadOnlyList<SavedView> Views)
{
    public static readonly GridPreferences Nothing = new([], null, []);

    /// <summary>Page and block: what choices are remembered under.</summary>
    public static string PlaceOf(Page page, Block block) => $"{page.Key}/{block.Key}";

    public static ValueTask<GridPreferences> Read(RequestContext here, Page page, GridBlock block) => new(Nothing);
}

/// <summary>A named state of a list.</summary>
internal sealed record SavedView(string Name, string State)
{
    public string HrefAt(string path) => State == "" ? path : $"{path}?{State}";
}
