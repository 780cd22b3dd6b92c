using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Mail;

/// <summary>
/// One kind of letter. The texts <c>letter.{Key}</c>, <c>letter.{Key}.subject</c> and <c>letter.{Key}.body</c> are its title and its
/// template; a notice of the solution is a kind of its own.
/// </summary>
/// <param name="Key">Key.</param>
/// <param name="Title">Title.</param>
/// <param name="Default">The template, as long as no administrator has changed it.</param>
/// <param name="Places">Names of the placeholders that templates may use.</param>
public sealed record LetterKind(string Key, LocalizedText Title, LetterTemplate Default, IReadOnlyList<string> Places)
{
    /// <summary>False for a notice without a letter of its own: it follows the template of all notices.</summary>
    public bool HasOwn { get; init; } = true;
}

/// <summary>Subject and body of a letter with placeholders; the body is Markdown, and a link alone in its paragraph is a button.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Body">The body.</param>
public sealed record LetterTemplate(LocalizedText Subject, LocalizedText Body);

/// <summary>Registry of letters: those of the platform in alphabetical order, then one for each notice of the solution.</summary>
public static class LetterKinds
{
    /// <summary>Prefix of the kinds that are notices.</summary>
    public const string OfNotices = "notice.";
    internal const string EmailChange = "email_change", EmailChanged = "email_changed", Invitation = "invitation", Recovery = "recovery",
        Test = "test";

    /// <summary>Key of the letter of notices that have none of their own, and of several at once.</summary>
    public const string Notice = "notice";
    internal static LetterKind Frame { get; } = Of(Notice, LetterPlaces.OfNotice);

    private static readonly IReadOnlyList<LetterKind> Platform =
    [
        Of(EmailChange, ["days", "email", "link", "name", .. LetterPlaces.OfSite]),
        Of(EmailChanged, ["email", "name", .. LetterPlaces.OfSite]),
        Of(Invitation, ["days", "login", "name", "password", .. LetterPlaces.OfSite]),
        Frame,
        Of(Recovery, ["hours", "link", "login", "name", .. LetterPlaces.OfSite]),
        Of(Test, ["name", .. LetterPlaces.OfSite]),
    ];

    /// <summary>All kinds.</summary>
    public static IEnumerable<LetterKind> All(Solution solution) => [.. Platform, .. solution.Notices.Values.Select(Of)];

    /// <summary>The kind of a key; null where there is none.</summary>
    public static LetterKind? Find(Solution solution, string key) =>
        key.StartsWith(OfNotices, StringComparison.Ordinal)
            ? solution.Notices.TryGetValue(key[OfNotices.Length..], out var notice) ? Of(notice) : null
            : Platform.FirstOrDefault(kind => kind.Key == key);

    /// <summary>Entity of the records that a letter of the kind is about; null for a letter of the platform.</summary>
    public static Entity? EntityOf(Solution solution, LetterKind kind) =>
        kind.Key.StartsWith(OfNotices, StringComparison.Ordinal)
            ? solution.Notices.GetValueOrDefault(kind.Key[OfNotices.Length..])?.Entity : null;

    /// <summary>The kind of a notice.</summary>
    internal static LetterKind Of(Model.Notice notice)
    {
        var own = notice.Definition.Letter;
        LetterTemplate template = new(own?.Subject ?? Frame.Default.Subject, own?.Body ?? Frame.Default.Body);
        return new(OfNotices + notice.Key, notice.Definition.Title, template,
            [.. notice.Texts.SelectMany(TextPlaces.In).Concat(LetterPlaces.OfNotice).Distinct(StringComparer.Ordinal)])
            { HasOwn = own is not null };
    }

    private static LetterKind Of(string key, IReadOnlyList<string> places) =>
        new(key, Text($"letter.{key}"), new(Text($"letter.{key}.subject"), Text($"letter.{key}.body")), places);

    private static LocalizedText Text(string key) => Texts.Catalogue[key];
}
