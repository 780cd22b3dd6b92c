using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>A date and time. Stored in UTC with millisecond precision; entered and shown in the solution's time zone.</summary>
internal sealed class MomentKind : FieldKind
{
    private static readonly string[] Local =
        [.. DateKind.Formats.SelectMany(date =>
        new[] { date + " H:mm", date + ", H:mm", date + " H:mm:ss", date + "'T'H:mm", date + "'T'H:mm:ss", date + "'T'H:mm:ss.FFF" })];

    private static readonly string[] Exact = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public override string Name => "datetime";

    public override IReadOnlyList<string> Options => ["late"];

    public override DataType TypeOf(FieldDefinition definition) => DataType.DateTime;

    public override Message? Accept(Field field, object? input, out object? value)
    {
        value = null;
        if (input is null || input is string blank && string.IsNullOrWhiteSpace(blank)) return null;
        if (Parse(input, field.Zone) is not { } moment) return new("field.datetime");
        if (moment.Year is < DateKind.FirstYear or > DateKind.LastYear)
            return new("field.year", DateKind.FirstYear.ToString(CultureInfo.InvariantCulture),
                DateKind.LastYear.ToString(CultureInfo.InvariantCulture));
        value = new DateTime(moment.Ticks - moment.Ticks % TimeSpan.TicksPerMillisecond, System.DateTimeKind.Utc);
        return null;
    }

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone)
    {
        if (value is not DateTime moment) return "";
        var local = TimeZoneInfo.ConvertTimeFromUtc(moment, zone);
        return $"{DateKind.Show(DateOnly.FromDateTime(local), culture)}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    public override string Edit(Field field, object? value, TimeZoneInfo zone) =>
        value is DateTime moment ? TimeZoneInfo.ConvertTimeFromUtc(moment, zone)
            .ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : "";

    private static DateTime? Parse(object input, TimeZoneInfo zone)
    {
        if (input is DateTime { Kind: System.DateTimeKind.Utc } moment) return moment;
        if (input is not string text) return null;
        text = DateKind.InFigures(text);
        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return zone.IsInvalidTime(local) ? null : TimeZoneInfo.ConvertTimeToUtc(local, zone);
        return DateTimeOffset.TryParseExact(text, Exact, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact)
            ? exact.UtcDateTime : null;
    }
}
