using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>How commands from pages are answered when they are done.</summary>
internal static class Answers
{
    private const string Stream = "text/vnd.turbo-stream.html";

    /// <summary>
    /// A part of a page (a dialog, a field, an upload) has the page around it refresh itself; a whole page is left for the one it came
    /// from.
    /// </summary>
    public static IResult Done(HttpContext http, string back, Toast said)
    {
        Toast.Leave(http, said);
        return IsPart(http) ? Refresh() : Returns.SeeOther(http, back);
    }

    /// <summary>What a command has done to a record, in words: saved, or its transition taken, and the state it is in now.</summary>
    /// <param name="here">Whose request it is.</param>
    /// <param name="entity">Entity of the record.</param>
    /// <param name="known">Name of the record; null where it is not for him.</param>
    /// <param name="done">The outcome.</param>
    /// <param name="taken">The transition; null where there was none.</param>
    public static string Said(RequestContext here, Entity entity, string? known, Outcome.Done done, Transition? taken)
    {
        var name = known ?? here.Say(entity.Title);
        var state = done is { Moved: true, Status: { } status } ? entity.Lifecycle!.States[status].Definition.Title : null;
        return (taken?.Definition.Done, state) switch
        {
            _ when taken is null => here.Say("form.saved", name),
            (null, null) => here.Say("dialog.done_step", name, taken.Definition.Title),
            (null, { } moved) => here.Say("dialog.done", name, moved),
            ({ } said, null) => here.Say("dialog.done_as", name, said),
            ({ } said, { } moved) => here.Say("dialog.done_as_moved", name, said, moved),
        };
    }

    /// <summary>Why a command was not done, in words.</summary>
    public static IEnumerable<string> Reasons(RequestContext here, Outcome outcome) => outcome switch
    {
        Outcome.Invalid invalid => invalid.Errors.SelectMany(pair => pair.Value).Select(here.Say),
        Outcome.Conflict conflict => [here.Say(conflict.Message)],
        _ => [here.Say("dialog.bulk_gone")],
    };

    /// <summary>Has the page around a part refresh itself.</summary>
    public static IResult Refresh() => Results.Content("<turbo-stream action=\"refresh\"></turbo-stream>", Stream);

    /// <summary>Whether a part of a page asks.</summary>
    public static bool IsPart(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains(Stream, StringComparison.Ordinal)
            && (http.Request.Headers.ContainsKey("Turbo-Frame") || http.Request.Headers.ContainsKey("X-Part"));
}
