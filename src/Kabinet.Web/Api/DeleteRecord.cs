using System.Globalization;
using Kabinet.Engine.Commands;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class DeleteRecord
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var here = http.Kabinet();
        int? version = null;
        if (http.Request.Query["_version"] is [{ } asked])
        {
            if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return Outcomes.Invalid(http, "_version", new("request.bad_value"));
            version = number;
        }
        return await Outcomes.Answer(http, known,
            await here.Engine.Commands.Execute(here.Actor, new Command.Delete(known, null, id, version)
            {
                Only = Preconditions.Versions(http.Request),
            }, cancellation),
            StatusCodes.Status204NoContent);
    }
}
