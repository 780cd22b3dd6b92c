using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Asks for a letter with a link to a new password. The answer is the same whether there is such an account or not.</summary>
internal static class PostForgot
{
    private const int Longest = 254;

    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? login, CancellationToken cancellation)
    {
        if (!string.IsNullOrWhiteSpace(login) && login.Length <= Longest)
            await http.Kabinet().Engine.People.Recovery.Ask(login, cancellation);
        return Returns.SeeOther(http, Addresses.ForgotSent);
    }
}
