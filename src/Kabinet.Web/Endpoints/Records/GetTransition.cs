using Kabinet.Web.Dialogs;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Records;

internal static class GetTransition
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string transition)
    {
        var here = http.Kabinet();
        if (!here.TryTransition(entity, transition, out var found, out var step)) return Results.NotFound();
        var back = http.Back(http.Request.Query["_return"]) ?? here.PlaceOf(found, id);
        return await new TransitionReader(here, found, step).Read(id, back) is { } view ? Page(view, StatusCodes.Status200OK)
            : Results.NotFound();
    }

    public static IResult Page(TransitionView view, int status) => new ViewResult("/Dialogs/Transition.cshtml", view, status);
}
