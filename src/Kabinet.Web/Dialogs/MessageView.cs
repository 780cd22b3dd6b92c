using Kabinet.Engine.Files;
using Kabinet.Engine.Model;
using Kabinet.Engine.Threads;
using Kabinet.Web.Request;

namespace Kabinet.Web.Dialogs;

/// <summary>A message over its conversation: being changed, passed on, or refused and to be tried again.</summary>
/// <param name="Title">Title of the dialog.</param>
/// <param name="Action">Where it is sent.</param>
/// <param name="Back">The conversation.</param>
internal sealed record MessageView(string Title, string Action, string Back)
{
    public required string Text { get; init; }
    public IReadOnlyList<string> Errors { get; init; } = [];
    /// <summary>Conversations that it may be passed on to; empty where it is not passed on.</summary>
    public IReadOnlyList<(string Key, string Title)> PassesTo { get; init; } = [];
    /// <summary>Its files, to choose from.</summary>
    public IReadOnlyList<FileItem> Files { get; init; } = [];
    /// <summary>Files may be sent with it.</summary>
    public bool SendsFiles { get; init; }
}

/// <summary>The dialog that passes a message on.</summary>
internal static class PassView
{
    public static MessageView Of(RequestContext here, (MessagePlace Place, string Back) of, ThreadPage page, ThreadItem item)
    {
        var to = page.PassesTo.Select(thread => (thread.Key, here.Say(thread.Definition.Title))).ToList();
        var (place, back) = of;
        return new(here.Say("thread.pass_title", to[0].Item2),
            Addresses.MessagePass(place.Entity, place.Record, place.Thread, place.Message), back)
        {
            Text = "",
            PassesTo = to,
            Files = item.Said!.Files,
        };
    }
}
