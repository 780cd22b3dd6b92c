using Kabinet.Engine.Model;
using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>Text of one line or several.</summary>
internal sealed class TextLook : FieldLook
{
    private const int MostOfHalf = 40;

    public override string Kind => "text";

    public override FieldSize SizeOf(Field field) =>
        field.Definition is { Multiline: false, Length: <= MostOfHalf } ? FieldSize.Half : FieldSize.Wide;

    public override string InputView(InputView input) => input.Field.Definition.Multiline ? "/Fields/Lines.cshtml" : base.InputView(input);

    public override void Draw(HtmlWriter to, CellValue cell)
    {
        if (cell.Field.Definition.Multiline) to.Write($"<span class=\"cell-lines\">{cell.Text}</span>");
        else to.Write($"<span>{cell.Text}</span>");
    }
}
