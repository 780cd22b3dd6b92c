using System.Text;

namespace Kabinet.Web.Views;

/// <summary>HTML that writes itself where it stands.</summary>
internal interface IMarkup
{
    void WriteTo(HtmlWriter to);
}

/// <summary>
/// HTML written as an interpolated string: what stands in the text is markup, what is put in is encoded, and only what is markup already
/// passes as it is.
/// Encoded once, when it is made.
/// </summary>
internal sealed class Html : IMarkup
{
    public static readonly Html Empty = new([]);
    private readonly byte[] bytes;

    private Html(byte[] bytes) => this.bytes = bytes;

    public static Html Of(HtmlWriter.Builder html)
    {
        using var written = html.To;
        return new(written.Written.ToArray());
    }

    /// <summary>Markup made elsewhere: by a library that encodes, or by the build.</summary>
    public static Html Made(string markup) => new(Encoding.UTF8.GetBytes(markup));

    public void WriteTo(HtmlWriter to) => to.Markup(bytes);

    public override string ToString() => Encoding.UTF8.GetString(bytes);
}

/// <summary>HTML that is drawn when the page is written.</summary>
internal sealed class Drawing(Action<HtmlWriter> draw) : IMarkup
{
    public void WriteTo(HtmlWriter to) => draw(to);
}
