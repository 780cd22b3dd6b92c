using System.Security.Cryptography;
using Kabinet.Engine.Files;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Http.Features;

namespace Kabinet.Web.Pipeline;

/// <summary>
/// The one place where what went wrong becomes an answer: a page for a person, a problem for a program. An unexpected exception goes to the
/// log under the reference number that the reader is shown, and says nothing else of itself.
/// </summary>
internal static partial class ErrorBoundary
{
    public static void UseErrorBoundary(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        try
        {
            if (!SentText.IsSoundEncoded(http.Features.Get<IHttpRequestFeature>()!.RawTarget))
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
            else await next(http);
            if (IsBareRefusal(http.Response))
                await Answer(http, http.Response.StatusCode, new($"request.status_{Worded(http.Response.StatusCode)}"), null);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            // Nothing of a half-made answer goes out: no file name, no cookie.
            http.Response.Clear();
            await Answer(http, exception);
        }
    });

    /// <summary>A status without words, from routing or an endpoint that says only "not here".</summary>
    private static bool IsBareRefusal(HttpResponse response) =>
        response is { StatusCode: >= 400, HasStarted: false, ContentType: null, ContentLength: null or 0 };

    private static Task Answer(HttpContext http, Exception exception) => exception switch
    {
        BadHttpRequestException bad => Answer(http, bad.StatusCode, new($"request.status_{Worded(bad.StatusCode)}"), null),
        QueryException query => Problems.Of(http, StatusCodes.Status422UnprocessableEntity, new("request.invalid"), Errors(query))
            is var problem && http.IsApi()
            ? problem.ExecuteAsync(http) : Answer(http, StatusCodes.Status422UnprocessableEntity, query.Reason, null),
        QueryBusyException busy => Busy(http, busy),
        NumberOverflowException => TooBig(http, exception),
        DatabaseUnavailableException => Unavailable(http, exception),
        FilesUnavailableException => NoRoom(http, exception),
        _ => Unexpected(http, exception),
    };

    private static Dictionary<string, IReadOnlyList<Message>> Errors(QueryException query) =>
        new(StringComparer.Ordinal) { [query.Field] = [query.Reason] };

    private static Task Busy(HttpContext http, QueryBusyException busy)
    {
        http.Response.Headers.RetryAfter = "10";
        return Answer(http, StatusCodes.Status429TooManyRequests, busy.Reason, null);
    }

    private static Task TooBig(HttpContext http, Exception exception)
    {
        LogTooBig(LogOf(http), exception, http.Request.Method, http.Request.Path);
        return Answer(http, StatusCodes.Status422UnprocessableEntity, new("request.number_too_big"), null);
    }

    private static Task Unavailable(HttpContext http, Exception exception)
    {
        LogUnavailable(LogOf(http), exception);
        http.Response.Headers.RetryAfter = "5";
        return Answer(http, StatusCodes.Status503ServiceUnavailable, new("request.status_503"), null);
    }

    private static Task NoRoom(HttpContext http, Exception exception)
    {
        LogNoRoom(LogOf(http), exception);
        return Answer(http, StatusCodes.Status507InsufficientStorage, new("request.status_507"), null);
    }

    private static Task Unexpected(HttpContext http, Exception exception)
    {
        var reference = Convert.ToHexString(RandomNumberGenerator.GetBytes(5));
        LogUnexpected(LogOf(http), exception, reference, http.Request.Method, http.GetEndpoint()?.DisplayName);
        return Answer(http, StatusCodes.Status500InternalServerError, new("request.status_500"), reference);
    }

    private static async Task Answer(HttpContext http, int status, Message message, string? reference)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (http.IsApi()) await Problems.Of(http, status, message, more: reference is null ? null
            : new Dictionary<string, object?> { ["reference"] = reference }).ExecuteAsync(http);
        else await ErrorPage.Write(http, new(status, Texts.Say(message, Problems.LanguageOf(http)), reference));
    }

    private static int Worded(int status) =>
        status is 400 or 401 or 403 or 404 or 405 or 409 or 413 or 415 or 422 or 429 or 503 or 507 ? status : status < 500 ? 400 : 500;

    private static ILogger LogOf(HttpContext http) =>
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Kabinet.Errors");

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reference}: {Method} {Endpoint} failed")]
    private static partial void LogUnexpected(ILogger log, Exception exception, string reference, string method, string? endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path}: a number is too big to be worked out")]
    private static partial void LogTooBig(ILogger log, Exception exception, string method, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The folder of files cannot be written")]
    private static partial void LogNoRoom(ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer")]
    private static partial void LogUnavailable(ILogger log, Exception exception);
}
