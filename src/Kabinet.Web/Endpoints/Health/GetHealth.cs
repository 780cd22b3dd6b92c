using Kabinet.Engine;
using Kabinet.Engine.Files;
using Kabinet.Engine.Storage;

namespace Kabinet.Web.Endpoints.Health;

/// <summary>For whoever watches over the process: open to everybody, so it tells nothing but yes and no.</summary>
internal static class GetHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The process runs and answers; a failing database is no reason to start it anew.</summary>
    public static IResult Alive(HttpContext http) => Say(http, StatusCodes.Status200OK, "alive");

    /// <summary>Requests can be served: the database answers, files can be stored, and definitions are there since the start.</summary>
    public static async Task<IResult> Ready(HttpContext http, KabinetEngine engine, CancellationToken cancellation) =>
        await Answers(engine, cancellation) ? Say(http, StatusCodes.Status200OK, "ready")
            : Say(http, StatusCodes.Status503ServiceUnavailable, "not ready");

    private static async Task<bool> Answers(KabinetEngine engine, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await engine.Touch(patience.Token);
            return true;
        }
        catch (DatabaseUnavailableException) { return false; }
        catch (FilesUnavailableException) { return false; }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested) { return false; }
    }

    private static IResult Say(HttpContext http, int status, string word)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(word, "text/plain", statusCode: status);
    }
}
