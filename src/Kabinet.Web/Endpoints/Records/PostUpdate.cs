using Kabinet.Engine.Commands;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;
using Kabinet.Web.Blocks;
using Kabinet.Web.Dialogs;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>Changes of fields from a page: one field edited in its place, or a row of a list.</summary>
internal static class PostUpdate
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found)) return Results.NotFound();
        var form = await http.Form();
        var back = http.Back(form.Own("_return")) ?? here.PlaceOf(found, id);
        var values = form.Values(found.Fields.Where(field => !field.IsSystem).Select(field => field.Key));
        var outcome = await here.Engine.Commands.Execute(here.Actor, new Command.Update(found, form.Command, id, form.Version, values),
            here.Cancellation);
        return outcome switch
        {
            Outcome.Done => Answers.Done(http, back, new(here.Say("form.saved", await here.NameOf(found, id) ?? here.Say(found.Title)))),
            Outcome.Invalid invalid => await Again(http, found, id, back, form, invalid),
            Outcome.Conflict conflict => await Both(http, found, id, back, form, conflict),
            _ => Results.NotFound(),
        };
    }

    private static async ValueTask<IResult> Again(HttpContext http, Entity entity, long id, string back, PostedForm form,
        Outcome.Invalid invalid)
    {
        if (await SamePage.Draw(http, form, invalid.Errors) is { } page) return page;
        return await Read(http, entity, id, back, new("", form, invalid.Errors)) is { } view
            ? GetEdit.Page(view, StatusCodes.Status422UnprocessableEntity) : Results.NotFound();
    }

    private static async ValueTask<IResult> Both(HttpContext http, Entity entity, long id, string back, PostedForm form,
        Outcome.Conflict conflict)
    {
        if (await SamePage.Draw(http, form, new Dictionary<string, IReadOnlyList<Message>> { [""] = [conflict.Message] }) is { } page)
            return page;
        if (await Read(http, entity, id, back, new("", form, Rejected.NoErrors)) is not { } view) return Results.NotFound();
        var here = http.Kabinet();
        var theirs = conflict.Current.FirstOrDefault(pair => pair.Key == view.Input.Field).Value;
        var shown = view with { Conflict = new(await Words(here, view.Input, view.Input.Text),
            await Words(here, view.Input, view.Input.Field.Kind.Edit(view.Input.Field, theirs, here.Zone)), conflict.Version) };
        return GetEdit.Page(shown, StatusCodes.Status409Conflict);
    }

    private static ValueTask<EditView?> Read(HttpContext http, Entity entity, long id, string back, Rejected rejected) =>
        entity.Find(rejected.Form.Own("_field") ?? "") is { } field ? GetEdit.Read(http.Kabinet(), field, id, back, rejected)
            : new((EditView?)null);

    // A key of a choice or the id of a record says nothing to a person.
    private static async ValueTask<string> Words(RequestContext here, InputView input, string text)
    {
        if (input.Options.FirstOrDefault(option => option.Value == text) is { } option) return option.Title;
        if (input.Field.To is not null)
            return (await OptionsReader.Chosen(here, input.Field, text))?.Title ?? here.Say("record.empty_field");
        var typing = new Typing(Languages.Of(here.Language), Present: null);
        return input.Field.Kind.Accept(input.Field, text, typing, out var value) is null
            && here.Show(input.Field, value) is { Length: > 0 } words ? words : text.Length > 0 ? text : here.Say("record.empty_field");
    }
}
