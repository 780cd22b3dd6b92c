using Kabinet.Web.Pipeline;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>Answers what no address of the API takes: 405 where another method would be taken, else 404, also to a guest.</summary>
internal static class NoSuchAddress
{
    public static IResult Handle(HttpContext http) =>
        http.OtherMethod() ?? Problems.Of(http, StatusCodes.Status404NotFound, "request.status_404");
}
