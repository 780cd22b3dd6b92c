using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.WebUtilities;

namespace Kabinet.Web.Api;

internal static class PostFile
{
    /// <summary>Takes the first file of the body as it comes: its bytes go to the disk and are never in memory whole.</summary>
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string group, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        if (MultipartBody.Boundary(http) is not { } boundary)
            return Problems.Of(http, StatusCodes.Status415UnsupportedMediaType, "request.status_415");
        var reader = new MultipartReader(boundary, http.Request.Body);
        while (await MultipartBody.Next(reader, cancellation) is { } section)
            if (section.AsFileSection() is { FileStream: { } content } file)
                return SentText.IsSound(file.FileName)
                    ? await Add(http, known, id, group, (file.FileName, new SentStream(content)), cancellation)
                    : Outcomes.Invalid(http, "file", new("request.bad_value"));
        return Outcomes.Invalid(http, "file", new("field.required"));
    }

    private static async Task<IResult> Add(HttpContext http, Engine.Model.Entity entity, long id, string group,
        (string Name, Stream Content) file, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var outcome = await here.Engine.Files.Add(here.Actor, entity, id, group, file.Name, file.Content, cancellation);
        if (outcome is not Outcome.Done done) return await Outcomes.Answer(http, entity, outcome);
        var files = await here.Engine.Files.List(here.Actor, entity, id, cancellation);
        return new JsonAnswer(StatusCodes.Status201Created, json =>
        {
            if (files?.FirstOrDefault(item => item.Id == done.Id) is { } added) FileJson.Write(json, added);
            else RecordJson.Write(json, done);
        });
    }
}
