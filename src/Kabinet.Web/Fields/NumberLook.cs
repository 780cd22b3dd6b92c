using Kabinet.Engine.Model;
using Kabinet.Web.Request;
using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>A number, with its unit; typed as text, since people write decimal commas and thin spaces.</summary>
internal sealed class NumberLook(string kind, string inputMode, FieldSize size) : FieldLook
{
    public override string Kind => kind;
    public override bool IsRight => true;
    public override string InputMode => inputMode;
    public override FieldSize SizeOf(Field field) => size;
    public override FilterShape Filter => FilterShape.Numbers;

    public override void Draw(HtmlWriter to, CellValue cell) => to.Write($"<span class=\"number\">{cell.Text}</span>");

    public override string Typed(RequestContext here, string text) =>
        text.Replace(".", here.Culture.NumberFormat.NumberDecimalSeparator, StringComparison.Ordinal);
}
