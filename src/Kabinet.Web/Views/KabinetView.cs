using Kabinet.Engine.Words;
using Kabinet.Web.Request;

namespace Kabinet.Web.Views;

/// <summary>What every view may say: the words of the platform, icons, and what each form carries.</summary>
internal abstract class KabinetView<T> : View
{
    protected T Model { get; private set; } = default!;

    protected HttpContext Context => Page.Http;

    /// <summary>Who reads and in which language.</summary>
    protected RequestContext Here => Page.Here;

    /// <summary>The drawing was asked for by a frame of a page, which needs no menu around it.</summary>
    protected bool InFrame => Page.InFrame;

    protected sealed override void Take(object? model) => Model = (T)model!;

    /// <summary>Draws a part of this view, which has the same model.</summary>
    protected Html Part(string path) => Part(path, Model);

    protected string Say(string key, params ReadOnlySpan<object> arguments) => Here.Say(key, arguments);

    protected string Say(LocalizedText text) => Here.Say(text);

    protected string Say(Message message) => Here.Say(message);

    protected string Asset(string file) => Page.Asset(file);

    /// <summary>A Tabler icon drawn in place; where it says something alone, its name is for screen readers.</summary>
    protected static Html Icon(string name, string? label = null) => Icons.Draw(name, label);

    /// <summary>Where the reader comes back to after a command.</summary>
    protected string ThisAddress => Context.Request.Path + Context.Request.QueryString;

    /// <summary>The form's own proof of origin.</summary>
    protected Html FormProof() => Page.FormProof;

    /// <summary>The proof of origin and a random id, by which a command sent twice is done once.</summary>
    protected Html CommandInputs() => Html.Of($"""{FormProof()}<input type="hidden" name="_command" value="{Guid.NewGuid()}">""");
}
