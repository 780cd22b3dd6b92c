using System.Globalization;

namespace Kabinet.Web.Request;

/// <summary>A moment as words near now («5 минут назад»), with the exact one for the title and the machine's for <c>datetime</c>.</summary>
internal sealed record Moment(string Words, string Exact, string Machine)
{
    /// <summary>Its day in the zone of the solution.</summary>
    public DateOnly Day { get; private init; }
    /// <summary>Its time of the day.</summary>
    public string Clock { get; private init; } = "";

    public static Moment Of(RequestContext context, DateTime at)
    {
        var days = context.Days;
        return new(days.Say(at), days.Exact(at), at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))
        {
            Day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, context.Zone)),
            Clock = days.Time(at),
        };
    }
}
