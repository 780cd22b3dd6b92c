using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class GetProfile
{
    public static Task<IResult> Handle(HttpContext http, [FromQuery] string? said, CancellationToken cancellation) =>
        Page(http, new(Refusals.None, Said: said is "password" or "profile" or "sessions" or "token" or "factor" ? $"people.said_{said}"
            : null), cancellation);

    public sealed record Answer(IReadOnlyDictionary<string, string> Errors, string? NewToken = null, string? Said = null,
        string? TokenName = null);

    public static async Task<IResult> Page(HttpContext http, Answer answer, CancellationToken cancellation)
    {
        var (here, people) = (http.Kabinet(), http.Kabinet().Engine.People);
        var me = here.SignedIn!;
        var model = new ProfileModel(me.Person, await people.Sessions.List(me, cancellation), me.Session?.Id,
            await people.Tokens.List(me, cancellation),
            await people.SecondFactor.State(me, cancellation), answer.Errors, answer.NewToken, answer.Said is null ? null
                : here.Say(answer.Said)) { TokenName = answer.TokenName };
        return new Site.ViewResult("/People/Profile.cshtml", model, answer.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity
            : StatusCodes.Status200OK);
    }
}
