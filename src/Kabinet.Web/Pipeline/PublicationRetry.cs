using Kabinet.Engine;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pipeline;

/// <summary>
/// A request that started under definitions which a publication has just replaced may meet tables that have moved, or a snapshot that is
/// not its own. Its transaction is rolled back, and it runs again under the present definitions. Any other error stays one.
/// </summary>
internal static class PublicationRetry
{
    /// <summary>Publications may follow one another closely; each may meet the same request.</summary>
    private const int MostRuns = 5;

    public static void UsePublicationRetry(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        // Forms are read once and kept by the framework; a body of JSON is not.
        if (http.Request.HasJsonContentType()) http.Request.EnableBuffering();
        for (var again = MostRuns; ; again--)
            try
            {
                await next(http);
                return;
            }
            catch (Exception wrong) when (again > 1 && wrong is not (BadHttpRequestException or OperationCanceledException)
                && !http.Response.HasStarted && http.KabinetOrNull() is not null)
            {
                if (!await IsReplaced(http)) throw;
                http.Response.Clear();
                if (http.Request.Body.CanSeek) http.Request.Body.Position = 0;
            }
    });

    // Another node may have published; what this one serves is brought up to date first.
    private static async ValueTask<bool> IsReplaced(HttpContext http)
    {
        var engine = http.RequestServices.GetRequiredService<KabinetEngine>();
        await engine.CatchUp(http.RequestAborted);
        return engine.Solution.Value.Revision != http.Kabinet().Solution.Revision;
    }
}
