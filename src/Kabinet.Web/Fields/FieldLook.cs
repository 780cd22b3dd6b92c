using Kabinet.Engine.Model;
using Kabinet.Web.Request;
using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>How fields of one kind are drawn, entered and filtered. A kind of field without a look of its own has that of a text.</summary>
internal abstract class FieldLook
{
    /// <summary>Name of the kind (<c>money</c>).</summary>
    public abstract string Kind { get; }

    /// <summary>Draws a value that is there: in lists, on records, on cards.</summary>
    public abstract void Draw(HtmlWriter to, CellValue cell);

    /// <summary>Stands at the right of its column.</summary>
    public virtual bool IsRight => false;
    /// <summary>How much room the input of a field takes.</summary>
    public virtual FieldSize SizeOf(Field field) => FieldSize.Half;
    /// <summary>The input says its label by itself.</summary>
    public virtual bool HasOwnLabel(InputView input) => false;
    /// <summary>View of the input.</summary>
    public virtual string InputView(InputView input) => "/Fields/Plain.cshtml";
    /// <summary>Type of a plain input: what brings the right picker or keyboard.</summary>
    public virtual string InputType => "text";
    /// <summary>Keyboard of a phone; null for the one of the type.</summary>
    public virtual string? InputMode => null;
    /// <summary>How a filter by it is chosen.</summary>
    public virtual FilterShape Filter => FilterShape.Text;
    /// <summary>Its options are records, searched while typing.</summary>
    public virtual bool OffersRecords => false;

    /// <summary>The options that its definition lists.</summary>
    public virtual IReadOnlyList<OptionView> Options(RequestContext here, Field field) => [];

    /// <summary>The present value as the reader would type it.</summary>
    public virtual string Typed(RequestContext here, string text) => text;
}

/// <summary>How a filter is chosen.</summary>
internal enum FilterShape { Options, References, YesNo, Days, Numbers, Text }
