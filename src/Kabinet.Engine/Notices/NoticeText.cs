using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices;

/// <summary>The texts of a notice. Placeholders are paths from the record, <c>{comment}</c> and <c>{actor}</c>.</summary>
internal static class NoticeText
{
    /// <summary>The common message, then those for particular receivers.</summary>
    public static IReadOnlyList<LocalizedText> Messages(Notice notice) =>
        [notice.Definition.Text, .. notice.Receivers.Select(addressee => addressee.Words).OfType<LocalizedText>()];

    /// <summary>All paths in the texts, in any language, and the name of the record.</summary>
    public static IEnumerable<FieldPath> Paths(Notice notice) =>
        notice.Texts.SelectMany(TextPlaces.In).Append(notice.Entity.Label.Key).Distinct(StringComparer.Ordinal)
            .Select(notice.Entity.FindPath).OfType<FieldPath>();
}
