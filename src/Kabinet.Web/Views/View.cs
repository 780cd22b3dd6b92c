namespace Kabinet.Web.Views;

/// <summary>
/// What the Razor compiler calls of a view: everything goes as UTF-8 into one buffer. Nothing is waited for here, since what a view shows
/// is read before it is drawn.
/// An attribute with one value that is null or false is left out, and with one that is true bears its own name.
/// </summary>
internal abstract class View
{
    private HtmlWriter to = null!;
    private (string Name, string Start, string End, int Values, bool LeftOut) attribute;

    /// <summary>The answer this view is a part of.</summary>
    protected DrawnPage Page { get; private set; } = null!;

    /// <summary>Made by the Razor compiler of the file.</summary>
    public abstract Task ExecuteAsync();

    /// <summary>Draws the view with its model.</summary>
    /// <exception cref="InvalidOperationException">The view waits for something.</exception>
    public void Draw(DrawnPage page, HtmlWriter into, object? model)
    {
        (Page, to) = (page, into);
        Take(model);
        var drawn = ExecuteAsync();
        if (!drawn.IsCompleted) throw new InvalidOperationException($"{GetType().Name} waits for something; read it before it is drawn");
        drawn.GetAwaiter().GetResult();
    }

    protected abstract void Take(object? model);

    /// <summary>Draws another view in this place.</summary>
    protected Html Part(string path, object? model)
    {
        ViewCatalogue.Make(path).Draw(Page, to, model);
        return Html.Empty;
    }

    /// <summary>In a layout: draws the page it stands around.</summary>
    protected Html Body()
    {
        to.Markup(Page.Body.Written.Span);
        return Html.Empty;
    }

    protected void WriteLiteral(string markup) => to.Markup(markup);

    protected void Write(string? text) => to.Text(text);

    protected void Write(IMarkup? markup) => markup?.WriteTo(to);

    protected void Write(object? value)
    {
        if (value is IMarkup markup) markup.WriteTo(to);
        else to.Text(value?.ToString());
    }

    protected void BeginWriteAttribute(string name, string prefix, int prefixOffset, string suffix, int suffixOffset,
        int attributeValuesCount)
    {
        attribute = (name, prefix, suffix, attributeValuesCount, false);
        if (attributeValuesCount != 1) WriteLiteral(prefix);
    }

    protected void WriteAttributeValue(string prefix, int prefixOffset, object? value, int valueOffset, int valueLength, bool isLiteral)
    {
        if (attribute.Values == 1)
        {
            attribute.LeftOut = prefix.Length == 0 && value is null or false;
            if (attribute.LeftOut) return;
            WriteLiteral(attribute.Start);
        }
        if (value is null) return;
        WriteLiteral(prefix);
        if (isLiteral) WriteLiteral((string)value);
        else if (value is true) Write(attribute.Name);
        else Write(value);
    }

    protected void EndWriteAttribute()
    {
        if (!attribute.LeftOut) WriteLiteral(attribute.End);
    }
}
