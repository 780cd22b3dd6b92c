using Kabinet.Engine.People;
using Kabinet.Web.People;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.People;

internal static class GetProfile
{
    public static Task<IResult> Handle(HttpContext http, CancellationToken cancellation) => Page(http, new(Refusals.None), cancellation);

    public sealed record Answer(IReadOnlyDictionary<string, string> Errors, string? NewToken = null, string? TokenName = null,
        ProfileChange? Typed = null, string? PasskeyName = null)
    {
        public string? TypedEmail { get; init; }
    }

    /// <summary>How the browser of the request is called where its person gives it no name.</summary>
    public static string DeviceOf(HttpContext http) =>
        http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? Devices.NameOf(agent)
            : http.Kabinet().Say("profile.session_unknown");

    /// <summary>The profile again, where it is said once what was done.</summary>
    /// <param name="http">The request.</param>
    /// <param name="done">What was done: the end of a key <c>people.said_…</c>.</param>
    public static IResult After(HttpContext http, string done)
    {
        Toast.Leave(http, http.Kabinet().Say($"people.said_{done}"));
        return Returns.SeeOther(http, Addresses.Profile);
    }

    public static async Task<IResult> Page(HttpContext http, Answer answer, CancellationToken cancellation)
    {
        var (here, people) = (http.Kabinet(), http.Kabinet().Engine.People);
        var me = here.SignedIn!;
        var model = new ProfileModel(me.Person, await people.Sessions.List(me, cancellation), me.Session?.Id,
            await people.Tokens.List(me, cancellation),
            await people.SecondFactor.State(me, cancellation), answer.Errors, answer.NewToken)
        {
            TokenName = answer.TokenName,
            Typed = answer.Typed,
            TypedEmail = answer.TypedEmail,
            WaitingEmail = await people.Email.Waiting(me, cancellation),
            Passkeys = new(await people.Passkeys.List(me, cancellation), PasskeySite.IsServed(http),
                answer.PasskeyName ?? DeviceOf(http)),
        };
        return new ViewResult("/People/Profile.cshtml", model, answer.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity
            : StatusCodes.Status200OK);
    }
}
