using System.Diagnostics.CodeAnalysis;
using Kabinet.Engine.Model;
using Kabinet.Web.Fields;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>Names in addresses become parts of the pinned solution; what is not there is not found.</summary>
internal static class Addressed
{
    public static bool TryTransition(this RequestContext here, string entityKey, string key, [NotNullWhen(true)] out Entity? entity,
        [NotNullWhen(true)] out Transition? transition)
    {
        transition = null;
        return here.TryEntity(entityKey, out entity) && entity.Lifecycle?.Transitions.TryGetValue(key, out transition) == true;
    }

    /// <summary>The record's own page, or the home page.</summary>
    public static string PlaceOf(this RequestContext here, Entity entity, long id) =>
        SitePages.Of(here.Solution).AddressOf(entity, id, here.Actor) ?? Addresses.Home;

    /// <summary>The name of a record for messages about it.</summary>
    public static async ValueTask<string?> NameOf(this RequestContext here, Entity entity, long id)
    {
        var label = new FieldPath([], entity.Label);
        var found = await here.Engine.Records.Find(here.Actor, entity, id, [label], null, here.Cancellation);
        return found is null ? null : here.Show(found.Record, label) is { Length: > 0 } name ? name : here.Say(entity.Title);
    }
}
