using Kabinet.Web.Exports;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class GetFilesArchive
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string? group, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var here = http.Kabinet();
        return await here.Engine.Files.Package(here.Actor, known, id, group, cancellation) is { } package
            ? new ZipDownload(package) : Outcomes.NotHere(http);
    }
}
