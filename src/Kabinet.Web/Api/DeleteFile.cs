using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class DeleteFile
{
    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        return await Outcomes.Answer(http, here.Solution.Entities[CoreEntities.File],
            await here.Engine.Files.Remove(here.Actor, id, cancellation), StatusCodes.Status204NoContent);
    }
}
