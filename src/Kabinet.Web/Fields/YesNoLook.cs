using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>A box that is ticked or not.</summary>
internal sealed class YesNoLook : FieldLook
{
    public override string Kind => "yes_no";
    public override FilterShape Filter => FilterShape.YesNo;

    public override bool HasOwnLabel(InputView input) => true;

    public override string InputView(InputView input) => "/Fields/Check.cshtml";

    public override void Draw(HtmlWriter to, CellValue cell)
    {
        if ((bool)cell.Value!) to.Write($"<span class=\"cell-yes\">{Icons.Draw("check", cell.Text)}</span>");
        else to.Write($"<span class=\"cell-empty\">{cell.Text}</span>");
    }
}
