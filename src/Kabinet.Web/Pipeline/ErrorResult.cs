using Kabinet.Engine.Words;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pipeline;

/// <summary>An error page with words of its own.</summary>
internal sealed class ErrorResult(int status, string key) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        return ErrorPage.Write(httpContext, new(status, Texts.Say(key, Problems.LanguageOf(httpContext)), null));
    }
}
