using Kabinet.Engine.Model;
using Kabinet.Web.Request;
using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>One of listed options: a word, with a dot where the option has a colour.</summary>
internal sealed class ChoiceLook : FieldLook
{
    public override string Kind => "choice";
    public override FilterShape Filter => FilterShape.Options;

    public override string InputView(InputView input) => "/Fields/Select.cshtml";

    public override void Draw(HtmlWriter to, CellValue cell)
    {
        if (cell.Field.Choices.TryGetValue((string)cell.Value!, out var choice) && choice.Color is { } color)
            to.Write(Cells.Dot(color, cell.Text));
        else to.Write($"<span>{cell.Text}</span>");
    }

    public override IReadOnlyList<OptionView> Options(RequestContext here, Field field) =>
        [.. field.Choices.Select(choice => new OptionView(choice.Key, here.Say(choice.Value.Title), []) { Color = choice.Value.Color })];
}
