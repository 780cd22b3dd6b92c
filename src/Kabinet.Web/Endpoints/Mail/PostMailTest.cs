using Kabinet.Engine.Model;
using Kabinet.Engine.Words;
using Kabinet.Web.Blocks;
using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Mail;

/// <summary>Sends a test letter, and shows what becomes of it.</summary>
internal static class PostMailTest
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var (here, form) = (http.Kabinet(), await http.Form());
        var field = here.Solution.Entities[CoreEntities.User]["email"];
        var refusal = field.Kind.Accept(field, form.Own(MailServerBlockReader.Address), out var accepted)
            ?? (accepted is null ? new Message("field.required") : null);
        if (refusal is not null)
            return await SamePage.Draw(http, form, new Dictionary<string, IReadOnlyList<Message>>
                { [MailServerBlockReader.Address] = [refusal] }) ?? GetPage.NotFound();
        var sent = await here.Engine.Letters.SendTest(here.SignedIn!, (string)accepted!, cancellation);
        if (sent is not { } letter) return GetPage.NotFound();
        Toast.Leave(http, here.Say("mail.said_test"));
        return Returns.SeeOther(http, $"{Addresses.Mail}?letter={letter.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
