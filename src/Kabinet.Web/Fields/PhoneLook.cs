using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>A phone that is called by a touch.</summary>
internal sealed class PhoneLook : FieldLook
{
    public override string Kind => "phone";
    public override string InputType => "tel";

    public override void Draw(HtmlWriter to, CellValue cell) =>
        to.Write($"<a class=\"number\" href=\"tel:{Dialled(cell.Text)}\">{cell.Text}</a>");

    private static string Dialled(string phone) =>
        string.Concat(phone.Where(character => char.IsAsciiDigit(character) || character == '+'));
}
