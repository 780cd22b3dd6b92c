using Kabinet.Engine.Commands;
using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

internal static class PostRestore
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found)) return Results.NotFound();
        var form = await http.Form();
        var outcome = await here.Engine.Commands.Execute(here.Actor, new Command.Restore(found, form.Command, id), here.Cancellation);
        var back = http.Back(form.Own("_return"));
        return outcome switch
        {
            Outcome.Done => Answers.Done(http, back ?? here.PlaceOf(found, id),
                new(here.Say("record.restored", await here.NameOf(found, id) ?? here.Say(found.Title)))),
            Outcome.Invalid invalid =>
                Answers.Done(http, back ?? Addresses.Home,
                new(string.Join(". ", invalid.Errors.SelectMany(pair => pair.Value).Select(here.Say)), "late")),
            _ => Results.NotFound(),
        };
    }
}
