using Kabinet.Engine.Model;
using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>A day, in words near today.</summary>
internal sealed class DateLook : FieldLook
{
    public override string Kind => "date";
    public override string InputType => "date";
    public override FieldSize SizeOf(Field field) => FieldSize.Short;
    public override FilterShape Filter => FilterShape.Days;

    public override void Draw(HtmlWriter to, CellValue cell)
    {
        var (day, days) = ((DateOnly)cell.Value!, cell.Here.Days);
        to.Write($"<time datetime=\"{day:yyyy-MM-dd}\" title=\"{days.Exact(day)}\"{cell.LateClass}>");
        to.Write($"{(cell.IsLate ? cell.LateText : days.Say(day))}</time>");
    }
}
