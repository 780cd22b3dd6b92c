using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Dialogs;

/// <summary>A form that cannot be saved any more, since what it was for is gone; what was typed is shown to be copied.</summary>
/// <param name="Typed">What was typed.</param>
/// <param name="Back">Where it came from.</param>
internal sealed record GoneView(IReadOnlyList<LostInput> Typed, string Back)
{
    public static IResult Page(IReadOnlyList<LostInput> typed, string back) =>
        new ViewResult("/Dialogs/Gone.cshtml", new GoneView(typed, back), StatusCodes.Status409Conflict);
}
