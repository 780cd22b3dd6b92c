using Kabinet.Engine.Blocks;
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

/// <summary>Changes of a record from a page: one field edited in its place, a row of a list, or the form the record began in.</summary>
internal static class PostUpdate
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found)) return Results.NotFound();
        var form = await http.Form();
        if (PostCreate.BlockOf(here, form) is { } block) return await Continue(http, block, id, form);
        var back = http.Back(form.Own("_return")) ?? here.PlaceOf(found, id);
        if (form.Redraw) return await Again(http, found, id, back, form, new(Rejected.NoErrors));
        var values = form.Values(found.Fields.Where(field => !field.IsSystem).Select(field => field.Key));
        var outcome = form.Lost.Count > 0 ? new Outcome.Invalid(form.LostErrors)
            : await here.Engine.Commands.Execute(here.Actor, new Command.Update(found, form.Command, id, form.Version, values),
                here.Cancellation);
        return outcome switch
        {
            Outcome.Done done =>
                Answers.Done(http, back, new(Answers.Said(here, found, await here.NameOf(found, id), done, taken: null))),
            Outcome.Invalid invalid => await Again(http, found, id, back, form, invalid),
            Outcome.Conflict conflict => await Both(http, found, id, back, form, conflict),
            _ => Results.NotFound(),
        };
    }

    /// <summary>The form the record began in: its fields, its parts and the step of its main button are one command.</summary>
    private static async ValueTask<IResult> Continue(HttpContext http, FormBlock block, long id, PostedForm form)
    {
        var here = http.Kabinet();
        if (form.Redraw) return await SamePage.Draw(http, form, Rejected.NoErrors) ?? Results.NotFound();
        if (await ContinuedForm.Find(here, block, id) is null && !await IsRepeated(here, form, block.Entity, id)) return Results.NotFound();
        var submit = PostCreate.SubmitOf(form, block);
        var withFiles = form.HasFiles;
        var command = new Command.Update(block.Entity, form.Command, id, form.Version, form.Values(block.Sections
            .SelectMany(section => section.Fields).Select(path => path.Field.Key)))
        {
            Rows = block.Rows.ToDictionary(rows => rows.Collection.Key, rows => (IReadOnlyList<GivenPart>)
                [.. form.Parts(rows.Collection.Key, rows.Fields)
                    .Select(part => new GivenPart(part.Id, part.Version, part.Values, part.Removed))], StringComparer.Ordinal),
            Submit = withFiles ? null : submit?.Key,
        };
        if (withFiles && submit is not null && await PostCreate.WrongFields(here, command with { Submit = submit.Key }) is { } wrong)
            return await SamePage.Draw(http, form, wrong) ?? Results.NotFound();
        return await here.Engine.Commands.Execute(here.Actor, command, here.Cancellation) switch
        {
            Outcome.Done done when withFiles => await PostCreate.WithFiles(http, block.Entity, done, form, submit),
            Outcome.Done done => await Saved(http, block.Entity, done, submit),
            Outcome.Invalid invalid => await SamePage.Draw(http, form, invalid.Errors) ?? Results.NotFound(),
            Outcome.Conflict conflict => await SamePage.Draw(http, form, Changed(here, conflict), conflict.Version) ?? Results.NotFound(),
            _ => Results.NotFound(),
        };
    }

    // A form sent twice has taken its record out of its own reach the first time; the engine knows the command and repeats nothing.
    private static async ValueTask<bool> IsRepeated(RequestContext here, PostedForm form, Entity entity, long id) =>
        form.Command is not null && await here.NameOf(entity, id) is not null;

    private static async ValueTask<IResult> Saved(HttpContext http, Entity entity, Outcome.Done done, Transition? taken)
    {
        var here = http.Kabinet();
        Site.Toast.Leave(http, Answers.Said(here, entity, await here.NameOf(entity, done.Id), done, taken));
        return Returns.SeeOther(http, here.PlaceOf(entity, done.Id));
    }

    private static Dictionary<string, IReadOnlyList<Message>> Changed(RequestContext here, Outcome.Conflict conflict) =>
        conflict.Current.Count == 0 ? new(StringComparer.Ordinal) { [""] = [conflict.Message] }
            : conflict.Current.ToDictionary(pair => pair.Key.Key, pair => (IReadOnlyList<Message>)
                [here.Show(pair.Key, pair.Value) is { Length: > 0 } now ? new("form.changed", now) : new("form.changed_empty")],
                StringComparer.Ordinal);

    private static async ValueTask<IResult> Again(HttpContext http, Entity entity, long id, string back, PostedForm form,
        Outcome.Invalid invalid)
    {
        if (await SamePage.Draw(http, form, invalid.Errors) is { } page) return page;
        if (await Read(http, entity, id, back, new("", form, invalid.Errors)) is { } view)
            return GetEdit.Page(view, StatusCodes.Status422UnprocessableEntity);
        return form.Lost.Count > 0 ? GoneView.Page(form.Lost, back) : Results.NotFound();
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
