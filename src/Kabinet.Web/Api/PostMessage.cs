using System.Text.Json;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Threads;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.WebUtilities;

namespace Kabinet.Web.Api;

/// <summary>
/// A message: JSON, or a multipart body whose part <c>body</c> is that JSON and whose other parts are its files.
/// </summary>
internal static class PostMessage
{
    private const string Body = "body", Text = "text", Quote = "quote";

    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string thread, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var here = http.Kabinet();
        await using var draft = await here.Engine.Threads.Begin(here.Actor, known, id, thread, cancellation);
        if (!draft.IsOpen) return Outcomes.NotHere(http);
        var (body, refusal) = MultipartBody.Boundary(http) is { } boundary ? await ReadParts(http, draft, boundary, cancellation)
            : await MessageBody.Read(http, Text, Quote);
        if (body is null) return refusal!;
        return await Outcomes.Answer(http, here.Solution.Entities[CoreEntities.Message],
            await draft.Post(body.Text, body.Quote, body.CommandId, cancellation), StatusCodes.Status201Created);
    }

    private static async Task<(MessageBody? Body, IResult? Refusal)> ReadParts(HttpContext http, MessageDraft draft, string boundary,
        CancellationToken cancellation)
    {
        var (reader, body, count) = (new MultipartReader(boundary, http.Request.Body), (MessageBody?)null, 0);
        var most = http.RequestServices.GetRequiredService<SiteLimits>().FilesPerForm;
        while (await MultipartBody.Next(reader, cancellation) is { } section)
            if (count++ > most) return (null, Problems.Of(http, StatusCodes.Status413PayloadTooLarge, "request.status_413"));
            else if (section.AsFileSection() is { FileStream: { } content } file)
            {
                if (!SentText.IsSound(file.FileName)) return (null, Outcomes.Invalid(http, "files", new("request.bad_value")));
                await draft.Add(file.FileName, new SentStream(content), cancellation);
            }
            else if (section.AsFormDataSection() is { Name: Body })
            {
                http.Request.Body = section.Body;
                http.Request.ContentType = "application/json";
                var (read, refusal) = await MessageBody.Read(http, Text, Quote);
                if (read is null) return (null, refusal);
                body = read;
            }
            else return (null, Outcomes.Invalid(http, Body, new("request.bad_value")));
        return (body ?? new(), null);
    }
}
