using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Web.Dialogs;
using Kabinet.Web.Pages;
using Kabinet.Web.Pipeline;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

internal static class PostTransition
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string transition)
    {
        var here = http.Kabinet();
        if (!here.TryTransition(entity, transition, out var found, out var step)) return Results.NotFound();
        var form = await http.Form();
        var back = http.Back(form.Own("_return")) ?? here.PlaceOf(found, id);
        var outcome = form.Lost.Count > 0 ? new Outcome.Invalid(form.LostErrors)
            : form.Redraw ? new Outcome.Invalid(Rejected.NoErrors)
            : await Take(here, Command(found, step, id, form), step, form);
        return outcome switch
        {
            Outcome.Done done => await Done(http, (found, step), done, back),
            Outcome.Invalid invalid => await Again(here, new(found, step, id, back), new(step.Key, form, invalid.Errors), null),
            Outcome.Conflict conflict =>
                await Again(here, new(found, step, id, back), new(step.Key, form, Rejected.NoErrors), here.Say(conflict.Message)),
            _ => Results.NotFound(),
        };
    }

    private static async ValueTask<Outcome> Take(RequestContext here, Command.Transit command, Transition step, PostedForm form)
    {
        if (step.Files.Count == 0) return await here.Engine.Commands.Execute(here.Actor, command, here.Cancellation);
        await using var files = await here.Engine.Files.Receive(here.Actor, command.Entity, command.Id, step, here.Cancellation);
        foreach (var (group, file) in form.FilesOfGroups)
        {
            await using var content = file.OpenReadStream();
            await files.Add(group, Path.GetFileName(file.FileName), content, here.Cancellation);
        }
        return await files.Take(here.Actor, command, here.Cancellation);
    }

    public static Command.Transit Command(Entity entity, Transition transition, long id, PostedForm form) =>
        new(entity, form.Command, id, transition.Key, form.Values(transition.Asks.Select(ask => ask.Key)),
            form.Own("comment") is { Length: > 0 } comment ? comment : null) { Version = form.Version };

    // A step may take the record out of the sight of whoever took it (given to another); then its page is gone for him.
    private static async ValueTask<IResult> Done(
        HttpContext http, (Entity Entity, Transition Transition) taken, Outcome.Done done, string back)
    {
        var here = http.Kabinet();
        var name = await here.NameOf(taken.Entity, done.Id);
        var isGone = name is null && back.Split('?')[0] == here.PlaceOf(taken.Entity, done.Id);
        return Answers.Done(http, isGone ? Addresses.Home : back, new(Answers.Said(here, taken.Entity, name, done, taken.Transition)));
    }

    private static async ValueTask<IResult> Again(RequestContext here, Asked asked, Rejected rejected, string? conflict)
    {
        var view = await new TransitionReader(here, asked.Entity, asked.Transition).Read(asked.Id, asked.Back, rejected);
        // After somebody else's step this one may not exist any more; the words say so on a page of their own.
        if (view is null) return conflict is null ? Results.NotFound() : new ErrorResult(StatusCodes.Status409Conflict, "dialog.conflict");
        // A dialog that is only drawn again is no error.
        return GetTransition.Page(view with { Conflict = conflict }, conflict is not null ? StatusCodes.Status409Conflict
            : rejected.Form.Redraw ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>A transition of a record and the page it was asked from.</summary>
    private sealed record Asked(Entity Entity, Transition Transition, long Id, string Back);
}
