using Kabinet.Engine.People;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PostSession
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var (body, refusal) = await JsonBody.Read(http);
        if (body is null) return refusal!;
        var here = http.Kabinet();
        var outcome = await here.Engine.People.SignIn.Enter(body.Text("login") ?? "", body.Text("password") ?? "", Visitors.Of(http),
            cancellation);
        if (outcome is SignInOutcome.FactorNeeded pending && body.Text("code") is { } code)
            outcome = await here.Engine.People.SecondFactor.Pass(pending.Token, code, Visitors.Of(http), cancellation);
        return outcome switch
        {
            SignInOutcome.Welcome welcome => await Welcome(here, welcome.Token, cancellation),
            SignInOutcome.FactorNeeded => Problems.Of(http, StatusCodes.Status401Unauthorized, "people.factor_needed"),
            SignInOutcome.Refused refused =>
                Problems.Of(http, Waiting.StatusOf(http, refused.Wait, StatusCodes.Status401Unauthorized), refused.Message),
            _ => throw new InvalidOperationException("A fourth outcome of sign-in"),
        };
    }

    private static async Task<IResult> Welcome(RequestContext here, string token, CancellationToken cancellation)
    {
        var signedIn = await here.Engine.People.Recognise(here.Solution, token, cancellation)
            ?? throw new InvalidOperationException("A session just opened is not recognised");
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteString("token", token);
            PersonJson.Write(json, signedIn, here);
            json.WriteEndObject();
        });
    }
}
