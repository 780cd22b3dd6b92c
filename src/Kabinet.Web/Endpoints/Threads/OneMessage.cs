using Kabinet.Engine.Model;
using Kabinet.Engine.Threads;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Threads;

/// <summary>Finds the message of an address, and what may be done to it.</summary>
internal static class OneMessage
{
    public static async ValueTask<(Entity Entity, ThreadPage Page, ThreadItem Item)?> Of(RequestContext here, string entity, long id,
        string thread, long message)
    {
        if (message is <= 0 or long.MaxValue || !here.TryEntity(entity, out var found)) return null;
        var page = await here.Engine.Threads.Read(here.Actor, found, id, thread, new(message + 1, 0), limit: 1, here.Cancellation);
        return page?.Items is [{ Said: { } said } item] && said.Id == message ? (found, page, item) : null;
    }
}
