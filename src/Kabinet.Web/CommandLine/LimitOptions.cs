using System.Globalization;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.CommandLine;

/// <summary>A quota or budget that an operator may set.</summary>
/// <param name="Name">Name of the option.</param>
/// <param name="Meaning">What is limited.</param>
/// <param name="Least">The smallest value that makes sense.</param>
/// <param name="Value">What holds.</param>
/// <param name="With">The options with another value.</param>
internal sealed record LimitOption(string Name, string Meaning, int Least, Func<Options, int> Value, Func<Options, int, Options> With)
{
    public KnownOption Known => new(Name, "N", $"{Meaning} ({LimitOptions.DefaultOf(this).ToString(CultureInfo.InvariantCulture)})");

    /// <exception cref="UsageException">The text is no such number.</exception>
    public Options Take(Options options, string? said) => said is null ? options
        : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Least ? With(options, number)
        : throw new UsageException($"--{Name} is a number from {Least.ToString(CultureInfo.InvariantCulture)}, not '{said}'");
}

/// <summary>Every quota and budget that is an option, in alphabetical order; docs/operations.md tells of each.</summary>
internal static class LimitOptions
{
    private static readonly Options Defaults = new() { Solution = "", Data = "", Database = "", Urls = "", Environment = "" };

    public static readonly IReadOnlyList<LimitOption> All =
    [
        OfSite("body-megabytes", "size of an ordinary request", 1, l => l.BodyMegabytes, (l, n) => l with { BodyMegabytes = n }),
        OfSite("exports-at-once", "lists that one person takes away at once", 1, l => l.ExportsAtOnce,
            (l, n) => l with { ExportsAtOnce = n }),
        OfSite("files-per-form", "files sent with one form", 1, l => l.FilesPerForm, (l, n) => l with { FilesPerForm = n }),
        new("files-per-record", "files of one record", 1, o => o.FilesPerRecord, (o, n) => o with { FilesPerRecord = n }),
        OfSite("form-keys", "values in one form", 100, l => l.FormKeys, (l, n) => l with { FormKeys = n }),
        OfSite("form-text-thousands", "characters of one value in a form, in thousands", 1, l => l.FormTextThousands,
            (l, n) => l with { FormTextThousands = n }),
        OfSite("guest-forms-per-hour", "forms of guests from one address in an hour, 0 for any number", 0, l => l.GuestFormsPerHour,
            (l, n) => l with { GuestFormsPerHour = n }),
        OfSite("head-kilobytes", "size of address, headers and cookies", 8, l => l.HeadKilobytes, (l, n) => l with { HeadKilobytes = n }),
        OfReading("heavy-queries-at-once", "heavy queries of one person at once", 1, l => l.HeavyAtOnce,
            (l, n) => l with { HeavyAtOnce = n }),
        OfReading("heavy-queries-together", "heavy queries of everybody at once", 1, l => l.HeavyTogether,
            (l, n) => l with { HeavyTogether = n }),
        OfReading("heavy-query-cost", "cost from which a query is heavy", 1, l => l.HeavyFrom, (l, n) => l with { HeavyFrom = n }),
        OfSite("json-depth", "nested objects and lists in JSON", 4, l => l.JsonDepth, (l, n) => l with { JsonDepth = n }),
        OfReading("plan-megabytes", "memory of compiled queries", 6, l => l.PlanMegabytes, (l, n) => l with { PlanMegabytes = n }),
        OfReading("queries-at-once", "queries with a typed condition of one person at once", 1, l => l.AtOnce,
            (l, n) => l with { AtOnce = n }),
        OfReading("query-cost", "highest cost of a reader's condition, filters and order", 10, l => l.Cost, (l, n) => l with { Cost = n }),
        OfReading("query-seconds", "time of one query", 1, l => l.Seconds, (l, n) => l with { Seconds = n }),
        OfSite("requests-per-minute", "requests of one person or address, 0 for any number", 0, l => l.RequestsPerMinute,
            (l, n) => l with { RequestsPerMinute = n }),
        OfSite("saved-views", "named views of one list of one person", 1, l => l.SavedViews, (l, n) => l with { SavedViews = n }),
        OfSite("sign-ins-per-minute", "attempts to sign in from one address, 0 for any number", 0, l => l.SignInsPerMinute,
            (l, n) => l with { SignInsPerMinute = n }),
        OfSite("streams", "live streams of one person", 1, l => l.Streams, (l, n) => l with { Streams = n }),
        OfSite("upload-megabytes", "size of a request with files", 1, l => l.UploadMegabytes, (l, n) => l with { UploadMegabytes = n }),
    ];

    public static int DefaultOf(LimitOption limit) => limit.Value(Defaults);

    private static LimitOption OfSite(string name, string meaning, int least, Func<SiteLimits, int> value,
        Func<SiteLimits, int, SiteLimits> with) =>
        new(name, meaning, least, options => value(options.Site), (options, number) => options with { Site = with(options.Site, number) });

    private static LimitOption OfReading(string name, string meaning, int least, Func<ReadLimits, int> value,
        Func<ReadLimits, int, ReadLimits> with) =>
        new(name, meaning, least, options => value(options.Reading),
            (options, number) => options with { Reading = with(options.Reading, number) });
}
