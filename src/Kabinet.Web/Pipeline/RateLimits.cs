using System.Globalization;
using System.Threading.RateLimiting;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pipeline;

/// <summary>How much one asks: a budget for each person, guests by address, and a small one for each address that signs in.
/// A browser with a mark of its own is not held up by others behind its address.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";
    /// <summary>Long answers, of which a person has few at once.</summary>
    public const string Export = "export";
    private const int ExportsAtOnce = 2;

    public static void AddRateLimits(this IServiceCollection services, int perMinute) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (rejected, _) => { Wait(rejected.HttpContext, rejected.Lease); return ValueTask.CompletedTask; };
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            perMinute == 0 || http.GetEndpoint().Opens(Opening.Nobody)
            ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.GetTokenBucketLimiter(Who(http), _ => Budget(perMinute)));
        // Each holds a connection to the database while it lasts; whoever asks for more waits for none and is told so.
        limits.AddPolicy(Export, http =>
            RateLimitPartition.GetConcurrencyLimiter(Who(http), _ => new() { PermitLimit = ExportsAtOnce, QueueLimit = 0 }));
        limits.AddPolicy(SignIn, http => perMinute == 0 ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(BrowserMark.Of(http) ?? Address(http), _ =>
                new() { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
    });

    private static TokenBucketRateLimiterOptions Budget(int perMinute) =>
        new() { TokenLimit = perMinute, TokensPerPeriod = Math.Max(1, perMinute / 60), ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = true };

    private static string Who(HttpContext http) =>
        http.KabinetOrNull()?.Actor.UserId is { } id ? id.ToString(CultureInfo.InvariantCulture) : Address(http);

    private static string Address(HttpContext http) => Visitors.Of(http).Network;

    private static void Wait(HttpContext http, RateLimitLease lease)
    {
        if (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            Waiting.StatusOf(http, wait, StatusCodes.Status429TooManyRequests);
    }
}
