using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class DeleteFile
{
    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        if (Preconditions.Versions(http.Request) is { } meant && !meant.Contains((int)id))
            return Problems.Of(http, StatusCodes.Status412PreconditionFailed, "command.changed");
        return await Outcomes.Answer(http, here.Solution.Entities[CoreEntities.File],
            await here.Engine.Files.Remove(here.Actor, id, cancellation), StatusCodes.Status204NoContent);
    }
}
