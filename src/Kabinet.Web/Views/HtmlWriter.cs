using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Kabinet.Web.Views;

/// <summary>
/// Writes HTML straight to where it goes: for what stands on a page hundreds of times. Reads and encodes like <see cref="Html.Of"/>:
/// what stands in the text is markup, what is put in is encoded, and only what is HTML already passes as it is.
/// </summary>
internal readonly struct HtmlWriter(TextWriter to)
{
    private readonly TextWriter to = to;

    public void Write([InterpolatedStringHandlerArgument("")] Builder html) { }

    public void Write(IHtmlContent html) => html.WriteTo(to, Html.Encoder);

    [InterpolatedStringHandler]
    internal readonly ref struct Builder
    {
        private readonly TextWriter to;

        public Builder(int literalLength, int formattedCount, HtmlWriter into) => to = into.to;

        public void AppendLiteral(string literal) => to.Write(literal);

        public void AppendFormatted(IHtmlContent html) => html.WriteTo(to, Html.Encoder);

        public void AppendFormatted(string? value)
        {
            if (value is not null) Html.Encoder.Encode(to, value);
        }

        public void AppendFormatted(long value)
        {
            Span<char> digits = stackalloc char[20];
            value.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
            to.Write(digits[..length]);
        }

        /// <summary>Dates and moments in a form for machines.</summary>
        public void AppendFormatted<T>(T value, string format) where T : ISpanFormattable
        {
            Span<char> text = stackalloc char[40];
            if (!value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture)) throw new FormatException($"'{format}' takes more than {text.Length} characters");
            to.Write(text[..length]);
        }
    }
}

/// <summary>HTML that is drawn when the page is written.</summary>
internal sealed class Drawing(Action<HtmlWriter> draw) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => draw(new(writer));
}
