using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class GetSignIn
{
    public static async Task<IResult> Handle(HttpContext http, [FromQuery(Name = "return")] string? address,
        CancellationToken cancellation) =>
        http.Kabinet().IsGuest ? await Page(http, new(address, null, null), StatusCodes.Status200OK, cancellation)
            : Returns.Redirect(Returns.Safe(address));

    public sealed record Typed(string? Return, string? Login, string? Error);

    public static async Task<IResult> Page(HttpContext http, Typed typed, int status, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var demo = await here.Engine.People.Demo(here.Solution, cancellation);
        return new Site.ViewResult("/People/SignIn.cshtml", new SignInModel(Returns.Safe(typed.Return), typed.Login ?? "", typed.Error,
            here.Solution.Settings.Welcome?.In(here.Language),
                [.. demo.Select(account => new DemoAccount(account.Person.Login, account.Person.Name, account.Role))],
                Engine.People.People.DemoPassword)
            { Carried = CarriedForm.Of(http, Carried.From(http)), TakesPasskeys = PasskeySite.IsServed(http) }, status);
    }
}
