using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
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

/// <summary>An endpoint whose body may hold files.</summary>
/// <param name="WithForm">The files come with the form of a new record.</param>
internal sealed record UploadMark(bool WithForm)
{
    public bool IsFor(HttpContext http)
    {
        var here = http.Kabinet();
        return here.Solution.Entities.TryGetValue(http.GetRouteValue("entity")?.ToString() ?? "", out var entity)
            && (WithForm ? OffersFiles(here, entity) : TakesFiles(here, entity, http.GetRouteValue("group")?.ToString()));
    }

    /// <summary>A form that the actor has asks him for files.</summary>
    private static bool OffersFiles(RequestContext here, Entity entity) =>
        here.Solution.Pages.Values.Where(page => SitePages.Has(here.Actor, page)).SelectMany(page => page.Blocks).OfType<FormBlock>()
            .Any(form => form.Entity == entity && here.Actor.IsAmong(form.Roles) && FormReader.OpenFiles(here, form).Any());

    /// <summary>A role of his may write to the group of some record; of which, its handler judges.</summary>
    private static bool TakesFiles(RequestContext here, Entity entity, string? group) =>
        entity.FileGroups.TryGetValue(group ?? "", out var found) && here.Actor.To(entity).WritesFiles(found);
}
