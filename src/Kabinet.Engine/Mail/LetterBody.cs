using System.Globalization;
using System.Text.RegularExpressions;
using Kabinet.Engine.Words;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Kabinet.Engine.Mail;

/// <summary>
/// The two parts of a letter, made from one Markdown template. Values are put in after the template is parsed, so nothing in them is
/// Markdown or HTML.
/// </summary>
internal static partial class LetterBody
{
    private const char Open = '\uE000', Close = '\uE001';
    private const string Paragraph = "margin:0 0 16px", Item = "margin:0 0 6px",
        Heading = "margin:24px 0 12px;font-size:18px;line-height:1.3";

    /// <summary>The plain text: links show their address, and one without an address is left out.</summary>
    public static string Text(string template, Func<string, string> value)
    {
        var plain = Link().Replace(template.ReplaceLineEndings("\n"), link =>
            TextPlaces.Fill(link.Groups["url"].Value, value) is { Length: > 0 } url ? $"{link.Groups["words"].Value}: {url}" : "");
        var filled = TextPlaces.Fill(plain.Replace("**", "", StringComparison.Ordinal), value);
        return Blank().Replace(filled, "\n\n").Trim();
    }

    /// <summary>The HTML without the frame. Mail programs know few styles, so each element carries its own.</summary>
    public static string Html(string template, Func<string, string> value, string accent)
    {
        var places = new List<string>();
        var marked = TextPlaces.Each(Marks().Replace(template, ""), place =>
        {
            places.Add(place);
            return string.Create(CultureInfo.InvariantCulture, $"{Open}{places.Count - 1}{Close}");
        });
        var document = MarkdownText.Parse(marked);
        string Filled(string text) => Mark().Replace(text, mark =>
            value(places[int.Parse(mark.Groups["place"].ValueSpan, CultureInfo.InvariantCulture)]));
        foreach (var link in document.Descendants<LinkInline>().ToList()) Fill(link, Filled);
        foreach (var code in document.Descendants<CodeInline>()) code.Content = Filled(code.Content);
        foreach (var literal in document.Descendants<LiteralInline>().ToList()) Fill(literal, Filled(literal.Content.ToString()));
        // A line of the template is a line of the letter, as in its plain text.
        foreach (var end in document.Descendants<LineBreakInline>()) end.IsHard = true;
        foreach (var block in document.Descendants<Block>().ToList()) Dress(block, accent);
        return MarkdownText.Html(document);
    }

    private static void Fill(LinkInline link, Func<string, string> filled)
    {
        link.Url = filled(link.Url ?? "");
        if (link.Url.Length == 0 || link.IsImage) link.Remove();
    }

    private static void Fill(LiteralInline literal, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        literal.Content = new(lines[0]);
        Inline last = literal;
        foreach (var line in lines.Skip(1))
        {
            var broken = new LineBreakInline { IsHard = true };
            last.InsertAfter(broken);
            broken.InsertAfter(last = new LiteralInline(line));
        }
    }

    private static void Dress(Block block, string accent)
    {
        switch (block)
        {
            case ParagraphBlock { Inline: { FirstChild: LinkInline link } inline } when inline.FirstChild == inline.LastChild:
                Style(block, "margin:24px 0");
                Style(link, $"display:inline-block;padding:10px 20px;border-radius:8px;background:{accent};color:#ffffff;"
                    + "text-decoration:none;font-weight:600");
                return;
            case ParagraphBlock: Style(block, block.Parent is ListItemBlock ? Item : Paragraph); break;
            case HeadingBlock: Style(block, Heading); break;
            case ListBlock: Style(block, "margin:0 0 16px;padding-left:20px"); break;
        }
        if (block is LeafBlock { Inline: { } words })
            foreach (var link in words.Descendants<LinkInline>()) Style(link, $"color:{accent}");
    }

    private static void Style(MarkdownObject element, string style) => element.GetAttributes().AddPropertyIfNotExist("style", style);

    [GeneratedRegex(@"\[(?<words>[^\]]*)\]\((?<url>[^)\s]*)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\n(?:[ \t]*\n)+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blank();

    [GeneratedRegex("[\uE000\uE001]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex("\uE000(?<place>[0-9]+)\uE001", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}
