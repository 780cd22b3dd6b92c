using System.Globalization;

namespace Kabinet.Web.Request;

/// <summary>A moment as words near now («5 минут назад»), with the exact one for the title and the machine's for <c>datetime</c>.</summary>
internal sealed record Moment(string Words, string Exact, string Machine)
{
    public static Moment Of(RequestContext context, DateTime at)
    {
        var days = context.Days;
        return new(days.Say(at), days.Exact(at), at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    }
}
