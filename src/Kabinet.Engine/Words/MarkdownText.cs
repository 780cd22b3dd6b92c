using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Kabinet.Engine.Words;

/// <summary>Markdown of definitions, articles and letters: no raw HTML passes, and links lead only to pages, mail and telephones.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();
    private static readonly string[] Schemes = ["http:", "https:", "mailto:", "tel:"];

    /// <summary>The text as HTML.</summary>
    public static string Html(string text) => Html(Parse(text));

    /// <summary>The parsed text, to be changed before it is written.</summary>
    internal static MarkdownDocument Parse(string text) => Markdown.Parse(text, Pipeline);

    /// <summary>A parsed text as HTML; links that lead elsewhere lead nowhere.</summary>
    internal static string Html(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().Where(link => !IsSafe(link.Url))) link.Url = "";
        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsSafe(link.Url))) link.Url = "";
        return document.ToHtml(Pipeline);
    }

    // Control characters are dropped by browsers inside a scheme, so they are dropped before it is judged.
    private static bool IsSafe(string? url)
    {
        var bare = string.Concat((url ?? "").Where(character => character > ' '));
        return bare.StartsWith('/') || bare.StartsWith('#') || bare.StartsWith('?')
            || Array.Exists(Schemes, scheme => bare.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
    }
}
