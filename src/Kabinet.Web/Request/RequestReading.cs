namespace Kabinet.Web.Request;

/// <summary>What kind of reading a request is.</summary>
internal static class RequestReading
{
    // The browser's own name and that of the page's script.
    private static readonly string[] Prefetching = ["Sec-Purpose", "X-Sec-Purpose"];

    /// <summary>True if the request asks for something and changes nothing.</summary>
    public static bool IsReading(this HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>True if the person sees the answer: it is neither loaded ahead of a click nor only its headers are asked for.</summary>
    public static bool IsSeen(this HttpRequest request) => HttpMethods.IsGet(request.Method) && !Prefetching.Any(header =>
        request.Headers[header].Any(purpose => purpose?.Contains("prefetch", StringComparison.Ordinal) == true));
}
