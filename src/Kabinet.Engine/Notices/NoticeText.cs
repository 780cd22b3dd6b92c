using System.Globalization;
using System.Text.RegularExpressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Notices;

/// <summary>
/// Fills the text of a notice. Placeholders are paths from the record, <c>{comment}</c> and <c>{actor}</c>. Values that the reader may not
/// read are left out.
/// </summary>
internal static partial class NoticeText
{
    /// <summary>All paths in the text, in any language.</summary>
    public static IEnumerable<FieldPath> Paths(Notice notice) =>
        notice.Definition.Text.ByLanguage.Values.SelectMany(text => Place().Matches(text)).Select(match => match.Groups["path"].Value)
            .Distinct(StringComparer.Ordinal).Where(path => path is not ("comment" or "actor")).Select(path => PathOf(notice.Entity, path))
                .OfType<FieldPath>();

    public static string Fill(Notice notice, Record record, CultureInfo culture, TimeZoneInfo zone, string? actor, string? comment) =>
        Spaces().Replace(Place()
            .Replace(notice.Definition.Text.In(culture.TwoLetterISOLanguageName), place => place.Groups["path"].Value switch
        {
            "comment" => comment ?? "",
            "actor" => actor ?? "",
            var path => Show(record, path, culture, zone),
        }), " ").Trim();

    private static string Show(Record record, string path, CultureInfo culture, TimeZoneInfo zone)
    {
        if (record.Shape.IndexOf(path) is not (var index and >= 0) || record.Values[index] is not { } value
            || ReferenceEquals(value, Record.Hidden)) return "";
        var field = record.Shape.Columns[index].Field;
        return field.To is not null && field.Key != SystemFields.Id ? record.Labels[index] ?? ""
            : field.Kind.Show(field, value, culture, zone);
    }

    private static FieldPath? PathOf(Entity entity, string path)
    {
        var through = new List<Field>();
        var keys = path.Split('.');
        foreach (var key in keys[..^1])
        {
            if (entity.Find(key) is not { To: { } next } step) return null;
            through.Add(step);
            entity = next;
        }
        return entity.Find(keys[^1]) is { } field ? new(through, field) : null;
    }

    [GeneratedRegex(@"\{(?<path>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(" {2,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
