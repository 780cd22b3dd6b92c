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
        if (!here.TryEntity(entity, out var found)) return null;
        return await here.Engine.Threads.Find(here.Actor, new(found, id, thread, message), here.Cancellation) is var (page, item)
            ? (found, page, item) : null;
    }
}
