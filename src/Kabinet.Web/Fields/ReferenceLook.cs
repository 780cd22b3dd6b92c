using Kabinet.Web.Site;
using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>A record of an entity by its name, as a link where the reader has a page for it.</summary>
internal sealed class ReferenceLook : FieldLook
{
    public override string Kind => "ref";
    public override FilterShape Filter => FilterShape.References;
    public override bool OffersRecords => true;

    // A choice with columns names itself in its heading.
    public override bool HasOwnLabel(InputView input) => input.OptionColumns.Count > 0;

    public override string InputView(InputView input) => HasOwnLabel(input) ? "/Fields/Choose.cshtml" : "/Fields/Select.cshtml";

    // A record the reader may not open is a name; of one he may not even name he is told that it is there, not that there is none.
    public override void Draw(HtmlWriter to, CellValue cell)
    {
        if (cell.Label is not { } label) to.Write($"<span class=\"cell-empty\">{cell.Here.Say("record.unnamed")}</span>");
        else if (cell.Field.To is { } target && SitePages.Of(cell.Here.Solution)
            .AddressOf(target, (long)cell.Value!, cell.Here.Actor) is { } address)
            to.Write($"<a href=\"{address}\" data-turbo-frame=\"_top\">{label}</a>");
        else to.Write($"<span>{label}</span>");
    }
}
