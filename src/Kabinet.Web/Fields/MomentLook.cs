using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>A moment, in words near now.</summary>
internal sealed class MomentLook : FieldLook
{
    public override string Kind => "datetime";
    public override string InputType => "datetime-local";
    public override FilterShape Filter => FilterShape.Days;

    public override void Draw(HtmlWriter to, CellValue cell)
    {
        var (moment, days) = ((DateTime)cell.Value!, cell.Here.Days);
        var words = cell.IsLate ? cell.LateText : days.Say(moment);
        to.Write($"<time datetime=\"{moment:yyyy-MM-ddTHH:mm:ssZ}\" title=\"{days.Exact(moment)}\"{cell.LateClass}>{words}</time>");
    }
}
