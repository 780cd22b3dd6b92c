using System.Text.Encodings.Web;
using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>An e-mail address that opens a letter.</summary>
internal sealed class EmailLook : FieldLook
{
    public override string Kind => "email";
    public override string InputType => "email";

    public override void Draw(HtmlWriter to, CellValue cell)
    {
        var address = UrlEncoder.Default.Encode(cell.Text).Replace("%40", "@", StringComparison.Ordinal);
        to.Write($"<a href=\"mailto:{address}\">{cell.Text}</a>");
    }
}
