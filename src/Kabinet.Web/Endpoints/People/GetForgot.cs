using Kabinet.Web.People;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Asks whose password is forgotten, and says what happens next.</summary>
internal static class GetForgot
{
    public static IResult Handle() => new ViewResult("/People/Forgot.cshtml", new ForgotModel(IsSent: false));

    public static IResult Sent() => new ViewResult("/People/Forgot.cshtml", new ForgotModel(IsSent: true));
}
