namespace Kabinet.Web.Request;

/// <summary>What one request may bring, and how much one person or address may ask of the site.</summary>
internal sealed record SiteLimits
{
    /// <summary>Requests of one person, or of one address of guests, in a minute; zero for any number.</summary>
    public int RequestsPerMinute { get; init; } = 3000;

    /// <summary>Attempts to sign in from one address in a minute.</summary>
    public int SignInsPerMinute { get; init; } = 30;

    /// <summary>Forms that guests send from one address in an hour.</summary>
    public int GuestFormsPerHour { get; init; } = 60;

    /// <summary>Lists that one person takes away as files at once.</summary>
    public int ExportsAtOnce { get; init; } = 2;

    /// <summary>Live streams of one person; the oldest is let go for a new one.</summary>
    public int Streams { get; init; } = 6;

    /// <summary>Named views of one list of one person; the oldest gives way to a new one.</summary>
    public int SavedViews { get; init; } = 20;

    /// <summary>Kilobytes of the head of a request: its address, headers and cookies.</summary>
    public int HeadKilobytes { get; init; } = 32;

    /// <summary>Megabytes of an ordinary body; a form of ten long texts fits.</summary>
    public int BodyMegabytes { get; init; } = 2;

    /// <summary>Megabytes of a body with files; they go to the disk, not to memory. Each group then judges each file.</summary>
    public int UploadMegabytes { get; init; } = 512;

    /// <summary>Files that one form sends.</summary>
    public int FilesPerForm { get; init; } = 50;

    /// <summary>Values in one form.</summary>
    public int FormKeys { get; init; } = 4096;

    /// <summary>Characters of one value in a form, in thousands.</summary>
    public int FormTextThousands { get; init; } = 1000;

    /// <summary>Nested objects and lists in a body of JSON.</summary>
    public int JsonDepth { get; init; } = 16;

    /// <summary>Bytes of an ordinary body.</summary>
    public long BodyBytes => BodyMegabytes * 1024L * 1024;

    /// <summary>Bytes of a body with files.</summary>
    public long UploadBytes => UploadMegabytes * 1024L * 1024;
}
