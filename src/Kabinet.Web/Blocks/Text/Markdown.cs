using Kabinet.Engine.Blocks;
using Kabinet.Engine.Words;
using Kabinet.Web.Pages;
using Kabinet.Web.Views;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: text</c>.</summary>
internal sealed class TextBlockReader : BlockReader<TextBlock>
{
    protected override ValueTask<BlockContent> Read(PageContext page, TextBlock block) =>
        new(new BlockContent("/Blocks/Text/Text.cshtml", new TextView(Markdown.Html(page.Request.Say(block.Text)))));
}

/// <summary>Markdown as HTML that a view writes as it is.</summary>
internal static class Markdown
{
    public static Html Html(string text) => Views.Html.Made(MarkdownText.Html(text));
}

/// <summary>Markdown of a block in the reader's language.</summary>
internal sealed record TextView(Html Html);
