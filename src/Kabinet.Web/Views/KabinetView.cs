using Kabinet.Engine;
using Kabinet.Engine.Definitions;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Kabinet.Web.Views;

/// <summary>What every view may say: the words of the platform, icons, and what each form carries.</summary>
internal abstract class KabinetView<T> : RazorPage<T>
{
    private Assets? assets;

    /// <summary>Who reads and in which language.</summary>
    protected RequestContext Here => field ??= Context.Kabinet();

    /// <summary>The drawing was asked for by a frame of a page, which needs no menu around it.</summary>
    protected bool InFrame => Context.Request.Headers.ContainsKey("Turbo-Frame");

    protected string Say(string key, params ReadOnlySpan<object> arguments) => Here.Say(key, arguments);

    protected string Say(LocalizedText text) => Here.Say(text);

    protected string Say(Message message) => Here.Say(message);

    protected string Asset(string file) => (assets ??= Context.RequestServices.GetRequiredService<Assets>())[file];

    /// <summary>A Tabler icon drawn in place; where it says something alone, its name is for screen readers.</summary>
    protected static Html Icon(string name, string? label = null) => Icons.Draw(name, label);

    /// <summary>Where the reader comes back to after a command.</summary>
    protected string ThisAddress => Context.Request.Path + Context.Request.QueryString;

    /// <summary>The form's own proof of origin.</summary>
    protected Html FormProof() => Html.Of($"""<input type="hidden" name="__RequestVerificationToken" value="{Context.FormToken()}">""");

    /// <summary>The proof of origin and a random id, by which a command sent twice is done once.</summary>
    protected Html CommandInputs() =>
        Html.Of($"""<input type="hidden" name="__RequestVerificationToken" value="{Context.FormToken()}"><input type="hidden" name="_command" value="{Guid.NewGuid()}">""");
}
