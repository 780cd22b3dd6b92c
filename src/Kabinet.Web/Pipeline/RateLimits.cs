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
    /// <summary>Forms that anybody may send without signing in.</summary>
    public const string GuestForm = "guest-form";

    public static void AddRateLimits(this IServiceCollection services, SiteLimits most) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (rejected, _) => { Wait(rejected.HttpContext, rejected.Lease); return ValueTask.CompletedTask; };
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            most.RequestsPerMinute == 0 || http.GetEndpoint().Opens(Opening.Nobody)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(Who(http), _ => Budget(most.RequestsPerMinute)));
        // Each holds a connection to the database while it lasts; whoever asks for more waits for none and is told so.
        limits.AddPolicy(Export, http =>
            RateLimitPartition.GetConcurrencyLimiter(Who(http), _ => new() { PermitLimit = most.ExportsAtOnce, QueueLimit = 0 }));
        limits.AddPolicy(SignIn, http => Window(most.SignInsPerMinute, BrowserMark.Of(http) ?? Address(http), TimeSpan.FromMinutes(1)));
        limits.AddPolicy(GuestForm, http => Window(
            http.KabinetOrNull()?.IsGuest == true ? most.GuestFormsPerHour : 0, Address(http), TimeSpan.FromHours(1)));
    });

    /// <summary>So many in a time from one address; zero for any number.</summary>
    private static RateLimitPartition<string> Window(int most, string address, TimeSpan time) => most == 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetFixedWindowLimiter(address, _ => new() { PermitLimit = most, Window = time });

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
