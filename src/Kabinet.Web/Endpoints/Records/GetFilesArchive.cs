using Kabinet.Web.Exports;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>The files of a group of a record, or of all its groups that the reader sees, as one archive.</summary>
internal static class GetFilesArchive
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string? group)
    {
        var here = http.Kabinet();
        return here.TryEntity(entity, out var found)
            && await here.Engine.Files.Package(here.Actor, found, id, group, here.Cancellation) is { } package
            ? new ZipDownload(package) : Results.NotFound();
    }
}
