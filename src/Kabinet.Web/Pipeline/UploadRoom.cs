using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Blocks;
using Kabinet.Web.Request;
using Kabinet.Web.Site;
using Microsoft.AspNetCore.Http.Features;

namespace Kabinet.Web.Pipeline;

/// <summary>
/// How long a body may be: large only where this actor may send files to this entity, so that nobody fills the disk with what will be
/// refused anyway. Decided before anything reads the body, the form's own proof included.
/// </summary>
internal static class UploadRoom
{
    public static void UseUploadRoom(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<UploadMark>() is { } mark && mark.IsFor(http)
            && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } room)
            room.MaxRequestBodySize = http.RequestServices.GetRequiredService<SiteLimits>().UploadBytes;
        if (http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
        {
            // Files of somebody who is not signed in any more are too long for a guest; that is not what he should be told.
            if (http.KabinetOrNull() is { IsGuest: true } && !http.IsApi() && SessionCookie.Of(http) is not null)
                await new SessionLost().ExecuteAsync(http);
            else http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        else await next(http);
    });
}

/// <summary>What the files of a body come with.</summary>
internal enum UploadSource
{
    /// <summary>They are sent to a group by themselves.</summary>
    Group,
    /// <summary>They come with the form of a record.</summary>
    Form,
    /// <summary>They come with a transition.</summary>
    Transition,
    /// <summary>They come with a message.</summary>
    Message,
}

/// <summary>An endpoint whose body may hold files.</summary>
/// <param name="Source">What they come with.</param>
internal sealed record UploadMark(UploadSource Source)
{
    public bool IsFor(HttpContext http)
    {
        var here = http.Kabinet();
        return here.TryEntity(http.GetRouteValue("entity")?.ToString() ?? "", out var entity)
            && Source switch
            {
                UploadSource.Form => OffersFiles(here, entity),
                UploadSource.Message => here.Actor.To(entity) is var access
                    && entity.Threads.TryGetValue(http.GetRouteValue("thread")?.ToString() ?? "", out var thread)
                    && access.WritesFiles(thread.Group),
                UploadSource.Transition => AsksFiles(here, entity, http.GetRouteValue("transition")?.ToString()),
                _ => TakesFiles(here, entity, http.GetRouteValue("group")?.ToString()),
            };
    }

    /// <summary>A form that the actor has asks him for files.</summary>
    private static bool OffersFiles(RequestContext here, Entity entity) =>
        here.Solution.Pages.Values.Where(page => SitePages.Has(here.Actor, page)).SelectMany(page => page.Blocks).OfType<FormBlock>()
            .Any(form => form.Entity == entity && here.Actor.IsAmong(form.Roles) && FormReader.OpenFiles(here, form).Any());

    /// <summary>A transition that his roles may take on some record asks for files.</summary>
    private static bool AsksFiles(RequestContext here, Entity entity, string? transition) =>
        entity.Lifecycle?.Transitions.GetValueOrDefault(transition ?? "") is { Files.Count: > 0 } found
            && here.Actor.MayEver(entity, found);

    /// <summary>A role of his may write to the group of some record; of which, its handler judges.</summary>
    private static bool TakesFiles(RequestContext here, Entity entity, string? group) =>
        entity.FileGroups.TryGetValue(group ?? "", out var found) && here.Actor.To(entity).WritesFiles(found);
}
