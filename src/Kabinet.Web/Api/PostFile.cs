using System.Text;
using Kabinet.Engine.Files;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.WebUtilities;

namespace Kabinet.Web.Api;

internal static class PostFile
{
    private const string Kind = "kind", Replaces = "replaces";
    private const int LongestPart = 256;

    /// <summary>
    /// Takes the first file of the body as it comes: its bytes go to the disk and are never in memory whole. What it is (<c>kind</c>,
    /// <c>replaces</c>) is told by parts before it.
    /// </summary>
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string group, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        if (MultipartBody.Boundary(http) is not { } boundary)
            return Problems.Of(http, StatusCodes.Status415UnsupportedMediaType, "request.status_415");
        var reader = new MultipartReader(boundary, http.Request.Body);
        var sent = new SentFile(group, "", Stream.Null);
        while (await MultipartBody.Next(reader, cancellation) is { } section)
            if (section.AsFileSection() is { FileStream: { } content } file)
                return SentText.IsSound(file.FileName)
                    ? await Add(http, (known, id), sent with { Name = file.FileName, Content = new SentStream(content) }, cancellation)
                    : Outcomes.Invalid(http, "file", new("request.bad_value"));
            else if (section.AsFormDataSection() is { } part)
            {
                var (read, wrong) = Placed(sent, part.Name, await TextOf(section, cancellation));
                if (wrong is not null) return Outcomes.Invalid(http, wrong, new("request.bad_value"));
                sent = read;
            }
        return Outcomes.Invalid(http, "file", new("field.required"));
    }

    private static (SentFile File, string? Wrong) Placed(SentFile file, string part, string? text) => (part, text) switch
    {
        (Kind, { } kind) => (file with { Kind = kind }, null),
        (Replaces, _) when SentNumber.Of(text) is { } replaced => (file with { Replaces = replaced }, null),
        (Kind or Replaces, _) => (file, part),
        // Forms send more than we ask for.
        _ => (file, null),
    };

    /// <summary>The text of a short part; null where it is long or no sound text.</summary>
    private static async ValueTask<string?> TextOf(MultipartSection section, CancellationToken cancellation)
    {
        var bytes = new byte[LongestPart + 1];
        await using var sent = new SentStream(section.Body);
        var count = await sent.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        var text = Encoding.UTF8.GetString(bytes, 0, count);
        return count <= LongestPart && SentText.IsSound(text) ? text : null;
    }

    private static async Task<IResult> Add(HttpContext http, (Entity Entity, long Id) to, SentFile file, CancellationToken cancellation)
    {
        var (entity, id) = to;
        var here = http.Kabinet();
        var outcome = await here.Engine.Files.Add(here.Actor, entity, id, file, cancellation);
        if (outcome is not Outcome.Done done) return await Outcomes.Answer(http, entity, outcome);
        var files = await here.Engine.Files.List(here.Actor, entity, id, cancellation);
        return new JsonAnswer(StatusCodes.Status201Created, json =>
        {
            if (files?.FirstOrDefault(item => item.Id == done.Id) is { } added) FileJson.Write(json, added);
            else RecordJson.Write(json, done);
        });
    }
}
