using Kabinet.Engine.People;
using Kabinet.Web.Request;
using QRCoder;

namespace Kabinet.Web.Endpoints.People;

internal static class GetSecondFactorPicture
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        if (await here.Engine.People.SecondFactor.Begun(here.SignedIn!, cancellation) is not { } secret) return Results.NotFound();
        using var data = QRCodeGenerator.GenerateQrCode(SecondFactor.AddressOf(here.Solution, here.Person!, secret).AbsoluteUri,
            QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return Results.Bytes(picture.GetGraphic(6), "image/png");
    }
}
