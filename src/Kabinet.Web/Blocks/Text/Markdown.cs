using Kabinet.Engine.Blocks;
using Kabinet.Web.Pages;
using Kabinet.Web.Views;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: text</c>.</summary>
internal sealed class TextBlockReader : BlockReader<TextBlock>
{
    protected override ValueTask<BlockContent> Read(PageContext page, TextBlock block) =>
        new(new BlockContent("/Blocks/Text/Text.cshtml", new TextView(Markdown.Html(page.Request.Say(block.Text)))));
}

/// <summary>Markdown of definitions as HTML: no raw HTML passes, and links lead only to pages, mail and telephones.</summary>
internal static class Markdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();
    private static readonly string[] Schemes = ["http:", "https:", "mailto:", "tel:"];

    public static Html Html(string text)
    {
        var document = Markdig.Markdown.Parse(text, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().Where(link => !IsSafe(link.Url))) link.Url = "";
        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsSafe(link.Url))) link.Url = "";
        return Views.Html.Made(document.ToHtml(Pipeline));
    }

    // Control characters are dropped by browsers inside a scheme, so they are dropped before it is judged.
    private static bool IsSafe(string? url)
    {
        var bare = string.Concat((url ?? "").Where(character => character > ' '));
        return bare.StartsWith('/') || bare.StartsWith('#') || bare.StartsWith('?')
            || Array.Exists(Schemes, scheme => bare.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>Markdown of a block in the reader's language.</summary>
internal sealed record TextView(Html Html);
