using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostSessionsEndOthers
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        await here.Engine.People.Sessions.SignOutElsewhere(here.SignedIn!, cancellation);
        return Returns.SeeOther(http, Addresses.ProfileSaying("sessions"));
    }
}
