using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices;

/// <summary>The texts of a notice. Placeholders are paths from the record, <c>{comment}</c> and <c>{actor}</c>.</summary>
internal static class NoticeText
{
    /// <summary>The common message, then those for particular receivers.</summary>
    public static IReadOnlyList<LocalizedText> Messages(Notice notice) =>
        [notice.Definition.Text, .. notice.Receivers.Select(addressee => addressee.Words).OfType<LocalizedText>()];

    /// <summary>All paths in the texts, in any language.</summary>
    public static IEnumerable<FieldPath> Paths(Notice notice) =>
        Paths(Messages(notice)).Select(notice.Entity.FindPath).OfType<FieldPath>();

    /// <summary>All paths in some texts, in any language.</summary>
    public static IEnumerable<string> Paths(IEnumerable<LocalizedText> messages) =>
        messages.SelectMany(TextPlaces.In).Distinct(StringComparer.Ordinal).Where(path => path is not ("comment" or "actor"));
}
