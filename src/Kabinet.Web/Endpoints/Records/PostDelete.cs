using Kabinet.Engine.Commands;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>To the trash, with the way back in the sentence about it.</summary>
internal static class PostDelete
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found)) return Results.NotFound();
        var form = await http.Form();
        var name = await here.NameOf(found, id) ?? here.Say(found.Title);
        var back = http.Back(form.Own("_return")) ?? Addresses.Home;
        var outcome = await here.Engine.Commands.Execute(here.Actor, new Command.Delete(found, form.Command, id, form.Version),
            here.Cancellation);
        return outcome switch
        {
            // The page of what is deleted is no more.
            Outcome.Done => Answers.Done(http, PageAddress.Parse(back).Path == here.PlaceOf(found, id)
                ? SitePages.Of(here.Solution).ListOf(found, here.Actor) ?? Addresses.Home : back,
                new(here.Say("record.deleted", name), Undo: Addresses.Restore(found, id))),
            Outcome.Conflict conflict => Answers.Done(http, back, new(here.Say(conflict.Message), "late")),
            Outcome.Invalid invalid when Confirmation.IsAskedBy(invalid.Errors) =>
                Returns.SeeOther(http, Addresses.ConfirmThen(back)),
            Outcome.Invalid invalid =>
                Answers.Done(http, back, new(string.Join(". ", invalid.Errors.SelectMany(pair => pair.Value).Select(here.Say)), "late")),
            _ => Results.NotFound(),
        };
    }
}
