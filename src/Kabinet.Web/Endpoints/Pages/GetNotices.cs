using Kabinet.Web.Notices;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Pages;

internal static class GetNotices
{
    public static async Task<IResult> Handle(HttpContext http, long? before) =>
        new ViewResult("/Notices/Notices.cshtml", await NoticesView.Read(http.Kabinet(), before));
}
