using System.Globalization;

namespace Kabinet.Web.Request;

/// <summary>Answers to somebody who has to wait before the next attempt.</summary>
internal static class Waiting
{
    /// <summary>429 with <c>Retry-After</c> where there is a wait, otherwise the other status.</summary>
    public static int StatusOf(HttpContext http, TimeSpan? wait, int otherwise)
    {
        if (wait is not { } time) return otherwise;
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return StatusCodes.Status429TooManyRequests;
    }
}
