using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Kabinet.Web.Views;

/// <summary>
/// HTML written as an interpolated string: what stands in the text is markup, what is put in is encoded, and only what is HTML already passes as it is.
/// Encoded once, when it is made.
/// </summary>
internal sealed class Html : IHtmlContent
{
    public static readonly Html Empty = new("");
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly string text;

    private Html(string text) => this.text = text;

    public static Html Of(Builder html) => new(html.ToText());

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(text);

    public override string ToString() => text;

    [InterpolatedStringHandler]
    internal readonly ref struct Builder(int literalLength, int formattedCount)
    {
        private readonly StringBuilder text = new(literalLength + formattedCount * 16);

        public void AppendLiteral(string literal) => text.Append(literal);

        public void AppendFormatted(IHtmlContent value)
        {
            using var writer = new StringWriter(text, System.Globalization.CultureInfo.InvariantCulture);
            value.WriteTo(writer, Encoder);
        }

        public void AppendFormatted(string? value)
        {
            if (value is not null) text.Append(Encoder.Encode(value));
        }

        public void AppendFormatted<T>(T value, string? format = null) where T : IFormattable => AppendFormatted(value.ToString(format, System.Globalization.CultureInfo.InvariantCulture));

        public string ToText() => text.ToString();
    }
}
