using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Pages;

/// <summary>Bookmarks and links that use names of an earlier revision.</summary>
internal static class FormerAddress
{
    /// <summary>The address in present names; null where nothing in it was renamed, or the page is not the reader's.</summary>
    public static async ValueTask<string?> Follow(RequestContext here, PageAddress asked)
    {
        foreach (var names in await here.Engine.Names.Back(here.Solution, here.Cancellation))
            if (names.Address(asked.Path, asked.State) is (var path, var state)
                && (path.Trim('/') != asked.Path.Trim('/') || state != asked.State)
                && SitePages.Of(here.Solution).Find(path, here.Actor) is not null)
                return state.Length == 0 ? path : $"{path}?{state}";
        return null;
    }
}
