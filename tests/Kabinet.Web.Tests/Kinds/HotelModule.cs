using Kabinet.Engine;
using Kabinet.Web.Blocks;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Tests.Support;
using Kabinet.Web.Views;
using Microsoft.Extensions.DependencyInjection;

namespace Kabinet.Web.Tests.Kinds;

/// <summary>A module outside of the platform: a kind of each, and what a host is told of it.</summary>
internal sealed class HotelModule : IHostModule
{
    /// <summary>An icon that nothing else on a page has.</summary>
    private const string RangIcon = "bell-ringing-2";

    public static string Drawn => Icons.Draw(RangIcon).ToString();

    public PagerChannel Pager { get; } = new();
    public SweepJob Sweep { get; } = new();

    public static string Folder => Path.Combine(Kabinet.Web.CommandLine.Places.Root, "tests", "Kabinet.Web.Tests", "Solutions", "module");

    public EngineOptions Engine(EngineOptions options) => options with
    {
        Kinds = options.Kinds.With([new GreetingBlockKind()], [new RingEffectKind()], [new StarsKind()]),
        Events = options.Events.With(RangEvent.Kind),
        Channels = [Pager],
        Jobs = [Sweep],
    };

    public void Site(IServiceCollection services)
    {
        services.AddSingleton<BlockReader>(new GreetingBlockReader());
        services.AddSingleton<FieldLook>(new StarsLook());
        services.AddSingleton(new EventIcon(RangEvent.Kind, RangIcon));
    }
}

internal sealed class GreetingBlockReader : BlockReader<GreetingBlock>
{
    protected override ValueTask<BlockContent> Read(PageContext page, GreetingBlock block) =>
        new(new BlockContent("/Blocks/Text/Text.cshtml",
            new TextView(Html.Of($"<p class=\"greeting\">{block.Greeting.In(page.Request.Language)}</p>"))));
}

internal sealed class StarsLook : FieldLook
{
    public override string Kind => "stars";
    public override bool IsRight => true;
    public override string InputType => "range";
    public override FilterShape Filter => FilterShape.Numbers;

    public override void Draw(HtmlWriter to, CellValue cell) => to.Write($"<span class=\"stars\">{cell.Text}</span>");
}
