using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostSignOut
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        if (here.SignedIn is { } signedIn) await here.Engine.People.Sessions.SignOut(signedIn, cancellation);
        SessionCookie.Take(http);
        // What the browser kept of the cabinet goes too, so the button "back" shows nothing.
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Returns.SeeOther(http, Addresses.SignIn);
    }
}
