namespace Kabinet.Engine.Model;

/// <summary>Placeholders of letters that are no fields.</summary>
public static class LetterPlaces
{
    /// <summary>Address of the page that a notice leads to.</summary>
    public const string NoticeLink = "notice.link";
    /// <summary>Name of the record that a notice is about.</summary>
    public const string NoticeRecord = "notice.record";
    /// <summary>Message of a notice.</summary>
    public const string NoticeText = "notice.text";
    /// <summary>Title of a notice.</summary>
    public const string NoticeTitle = "notice.title";
    /// <summary>Address of the installation.</summary>
    public const string SiteAddress = "site.address";
    /// <summary>Name of the solution.</summary>
    public const string SiteTitle = "site.title";

    /// <summary>Those of every letter.</summary>
    public static IReadOnlyList<string> OfSite { get; } = [SiteAddress, SiteTitle];
    /// <summary>Those of the letter of a notice.</summary>
    public static IReadOnlyList<string> OfNotice { get; } = [NoticeLink, NoticeRecord, NoticeText, NoticeTitle, .. OfSite];
}
