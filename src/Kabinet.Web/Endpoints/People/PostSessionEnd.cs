using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostSessionEnd
{
    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        await here.Engine.People.Sessions.End(here.SignedIn!, id, cancellation);
        return Returns.SeeOther(http, Addresses.ProfileSaying("sessions"));
    }
}
