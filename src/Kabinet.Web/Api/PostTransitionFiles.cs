using Kabinet.Engine.Files;
using Kabinet.Engine.Model;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.WebUtilities;

namespace Kabinet.Web.Api;

/// <summary>
/// A transition with files: a multipart body whose part <c>body</c> is the JSON of a transition without files, and whose other parts are
/// files, each named by its group (<c>files.act</c>).
/// </summary>
internal static class PostTransitionFiles
{
    private const string Body = "body";

    public static async Task<IResult> Handle(HttpContext http, (Entity Entity, long Id, Transition Step) taken, string boundary,
        CancellationToken cancellation)
    {
        var (here, reader) = (http.Kabinet(), new MultipartReader(boundary, http.Request.Body));
        await using var files = await here.Engine.Files.Receive(here.Actor, taken.Entity, taken.Id, taken.Step, cancellation);
        var (json, count, most) = ((byte[])[], 0, http.RequestServices.GetRequiredService<SiteLimits>().FilesPerForm);
        while (await MultipartBody.Next(reader, cancellation) is { } section)
        {
            if (count++ > most) return Problems.Of(http, StatusCodes.Status413PayloadTooLarge, "request.status_413");
            if (section.AsFileSection() is { FileStream: { } content } file)
            {
                if (await Add(http, taken.Entity, files, (file.Name, file.FileName, new SentStream(content)), cancellation) is { } refusal)
                    return refusal;
            }
            else if (section.AsFormDataSection() is { } part)
            {
                if (part.Name != Body) return Outcomes.Invalid(http, Body, new("request.bad_value"));
                json = await Read(http, section.Body, cancellation);
            }
        }
        As(http, json);
        var (command, refused) = await PostTransition.Command(http, taken.Entity, taken.Id, (taken.Step.Key, taken.Step));
        return command is null ? refused!
            : await Outcomes.Answer(http, taken.Entity, await files.Take(here.Actor, command, cancellation));
    }

    private static async ValueTask<IResult?> Add(HttpContext http, Entity entity, StepFiles files,
        (string Part, string Name, Stream Content) file, CancellationToken cancellation)
    {
        if (!SentText.IsSound(file.Part) || AskedFiles.GroupOf(file.Part) is not { } group || !SentText.IsSound(file.Name))
            return Outcomes.Invalid(http, "files", new("request.bad_value"));
        var present = await NameFollowing.Of(http).FileGroup(entity, group) ?? group;
        await files.Add(present, file.Name, file.Content, cancellation);
        return null;
    }

    /// <summary>The part is an ordinary body, and no longer than one may be.</summary>
    private static async ValueTask<byte[]> Read(HttpContext http, Stream part, CancellationToken cancellation)
    {
        var most = http.RequestServices.GetRequiredService<SiteLimits>().BodyBytes;
        using var copy = new MemoryStream();
        await using var sent = new SentStream(part);
        var buffer = new byte[16 * 1024];
        while (await sent.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > most) throw new BadHttpRequestException("", StatusCodes.Status413PayloadTooLarge);
        }
        return copy.ToArray();
    }

    // From here on the request is one without files, read by the same reader.
    private static void As(HttpContext http, byte[] json)
    {
        http.Request.Body = new MemoryStream(json);
        http.Request.ContentLength = json.Length;
        http.Request.ContentType = json.Length == 0 ? null : "application/json";
    }
}
