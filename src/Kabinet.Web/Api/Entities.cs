using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>The entity an address names, where the actor has any business with it; one he has none with is as good as none.</summary>
internal static class Entities
{
    public static Entity? Of(HttpContext http, string key)
    {
        return http.Kabinet().TryEntity(key, out var entity) ? entity : null;
    }
}
