using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Kabinet.Web.Views;

/// <summary>
/// HTML being written, as UTF-8 in rented memory. An interpolated string reads as it stands: its text is markup, what is put in is encoded,
/// and only what is markup already passes as it is.
/// </summary>
internal sealed class HtmlWriter : IDisposable
{
    private const int FirstSize = 16 * 1024;
    // What could end a text or a quoted attribute; and the carriage return, which a browser would make a line feed.
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'\r");
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int length;

    /// <summary>What has been written so far.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    /// <summary>Markup with values, which are encoded.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] Builder html) { }

    public void Write(IMarkup markup) => markup.WriteTo(this);

    /// <summary>Markup already encoded.</summary>
    public void Markup(ReadOnlySpan<byte> markup)
    {
        markup.CopyTo(Room(markup.Length));
        length += markup.Length;
    }

    /// <summary>Markup as it stands in our own source; nothing that came from anybody goes here.</summary>
    public void Markup(ReadOnlySpan<char> markup) =>
        length += Encoding.UTF8.GetBytes(markup, Room(Encoding.UTF8.GetMaxByteCount(markup.Length)));

    /// <summary>A text, encoded for an element or a quoted attribute.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is var special and >= 0)
        {
            Markup(text[..special]);
            Markup(Escape(text[special]));
            text = text[(special + 1)..];
        }
        Markup(text);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref bytes, []));

    private static ReadOnlySpan<byte> Escape(char special) => special switch
    {
        '&' => "&amp;"u8,
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '"' => "&quot;"u8,
        '\'' => "&#39;"u8,
        _ => "&#13;"u8,
    };

    private Span<byte> Room(int more)
    {
        if (bytes.Length - length < more) Grow(more);
        return bytes.AsSpan(length);
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(length + more), bytes.Length * 2));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }

    [InterpolatedStringHandler]
    internal readonly ref struct Builder
    {
        public Builder(int literalLength, int formattedCount) => To = new();

        public Builder(int literalLength, int formattedCount, HtmlWriter into) => To = into;

        /// <summary>Where it is written: into a page, or into a writer of its own.</summary>
        public HtmlWriter To { get; }

        public void AppendLiteral(string literal) => To.Markup(literal);

        public void AppendFormatted(IMarkup markup) => markup.WriteTo(To);

        public void AppendFormatted(string? value) => To.Text(value);

        /// <summary>Numbers, and moments in a form for machines.</summary>
        public void AppendFormatted<T>(T value, string? format = null) where T : ISpanFormattable
        {
            Span<char> text = stackalloc char[40];
            if (!value.TryFormat(text, out var written, format, CultureInfo.InvariantCulture))
                throw new FormatException($"'{format}' takes more than {text.Length} characters");
            To.Text(text[..written]);
        }
    }
}
