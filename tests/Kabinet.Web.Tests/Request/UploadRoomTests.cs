using System.Net;
using System.Net.Http.Headers;
using Kabinet.Web.Request;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Request;

public class UploadRoomTests
{
    private const string Api = "/api/records/request/1/files/source";
    private static readonly int Large = (int)new SiteLimits().BodyBytes + 1024;

    [Fact]
    public async Task A_visitor_whose_form_asks_for_no_files_sends_no_more_than_an_ordinary_form()
    {
        await using var host = await KabinetHost.Start("replanning");
        using var guest = host.Browser();
        var token = await guest.FormToken("/apply");
        foreach (var address in new[] { "/do/application", "/do/request", "/do/nothing", Api })
        {
            (await Status(guest, address, token, Large)).ShouldBe(HttpStatusCode.RequestEntityTooLarge, address);
            // A program that does not say how much it sends is stopped when it has sent too much.
            (await Status(guest, address, token, Large, chunked: true))
                .ShouldBe(address == Api ? HttpStatusCode.Unauthorized : HttpStatusCode.RequestEntityTooLarge, address);
        }
        (await Status(guest, "/do/application", token, 100, page: "apply"))
            .ShouldBe(HttpStatusCode.UnprocessableEntity, "the form itself is judged");
    }

    [Fact]
    public async Task Whose_form_asks_for_files_may_send_them_and_only_there()
    {
        await using var host = await KabinetHost.Start("replanning");
        foreach (var role in new[] { "manager", "engineer", "admin" }) await host.Admit(role, role);
        using var manager = await host.SignIn("manager");
        var token = await manager.FormToken("/profile");
        (await Status(manager, "/do/request", token, Large, page: "new_request"))
            .ShouldBe(HttpStatusCode.UnprocessableEntity, "read whole and judged");
        (await Status(manager, "/do/partner", token, Large)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Status(manager, "/files/request/1/source", token, Large))
            .ShouldBe(HttpStatusCode.NotFound, "there is no such record, and that is judged");
        (await Status(manager, "/files/request/1/nothing", token, Large)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var engineer = await host.Api("engineer");
        (await Status(engineer, "/api/records/request/1/files/work", "", Large)).ShouldBe(HttpStatusCode.NotFound);
        (await Status(engineer, "/api/records/request/1/files/source", "", Large)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Status(engineer, "/do/request", "", Large)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string address, string token, int bytes, bool chunked = false,
        string page = "")
    {
        using var file = new ByteArrayContent(new byte[bytes]);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(page), "_page" }, { file, "files.source", "plan.pdf" } };
        // The server answers before the body is sent.
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form,
            Headers = { ExpectContinue = true, TransferEncodingChunked = chunked } };
        return (await client.SendAsync(request)).StatusCode;
    }
}
