using System.Globalization;
using Kabinet.Web.Request;

namespace Kabinet.Web.Views;

/// <summary>One answer being drawn: what its views share, and what the page tells the layout around it.</summary>
internal sealed class DrawnPage(HttpContext http, HtmlWriter body)
{
    public HttpContext Http => http;

    public RequestContext Here => http.Kabinet();

    /// <summary>Asked for by a frame of a page, which needs no menu around it.</summary>
    public bool InFrame { get; } = http.Request.Headers.ContainsKey("Turbo-Frame");

    /// <summary>The page, drawn before the layout.</summary>
    public HtmlWriter Body => body;

    /// <summary>Title of the page; null for that of the solution alone.</summary>
    public string? Title { get; set; }

    /// <summary>What the page is drawn anew for when it changes.</summary>
    public IEnumerable<string> Topics { get; set; } = [];

    /// <summary>
    /// What each form carries: the proof of origin, who fills it in, and the revision of the definitions that it was drawn under.
    /// </summary>
    public Html FormProof => field ??= Html.Of($"""
        <input type="hidden" name="__RequestVerificationToken" value="{http.FormToken()}">
        <input type="hidden" name="_as" value="{Here.Actor.UserId?.ToString(CultureInfo.InvariantCulture)}">
        <input type="hidden" name="{PostedForm.Revision}" value="{Here.Solution.Revision}">
        """);

    public string Asset(string file) => (assets ??= http.RequestServices.GetRequiredService<Assets>())[file];

    private Assets? assets;
}
