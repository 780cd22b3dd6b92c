using Kabinet.Engine.Blocks;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;
using Kabinet.Web.Blocks;
using Kabinet.Web.Dialogs;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>
/// A new record from a form of a page, or a new row of a list: written with its rows, then its files, then sent on its way.
/// </summary>
internal static class PostCreate
{
    public static async Task<IResult> Handle(HttpContext http, string entity)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found)) return Results.NotFound();
        var form = await http.Form();
        // Only programs that fill in forms see the field. They are thanked like everybody, so that they do not try another way.
        if (here.IsGuest && !string.IsNullOrEmpty(form.Own(FormView.Trap)))
            return Returns.SeeOther(http, Addresses.Thanks(form.Own("_page") ?? ""));
        if (form.Lost.Count > 0) return await Again(http, form, form.LostErrors);
        if (form.Redraw) return await Again(http, form, Rejected.NoErrors);
        var block = BlockOf(here, form);
        var submit = SubmitOf(form, block);
        // Files belong to a record that exists, and a step may demand them: with files the record is made first and sent after them.
        var withFiles = form.HasFiles;
        var command = Command(here, found, form, block) with { Submit = withFiles ? null : submit?.Key };
        if (withFiles && submit is not null && await WrongFields(here, command with { Submit = submit.Key }) is { } wrong)
            return await Again(http, form, wrong);
        var outcome = await here.Engine.Commands.Execute(here.Actor, command, here.Cancellation);
        return outcome switch
        {
            Outcome.Done done when withFiles => await WithFiles(http, found, done, form, submit),
            Outcome.Done done => await Made(http, found, done, form, block, submit),
            Outcome.Invalid invalid => await Again(http, form, invalid.Errors),
            Outcome.Conflict conflict =>
                await Again(http, form, new Dictionary<string, IReadOnlyList<Message>> { [""] = [conflict.Message] }),
            _ => Results.NotFound(),
        };
    }

    /// <summary>
    /// What is wrong in the fields of a form whose files are stored after its record, tried before anything is; null where nothing is.
    /// What the record lacks as a whole may be the very files.
    /// </summary>
    public static async ValueTask<IReadOnlyDictionary<string, IReadOnlyList<Message>>?> WrongFields(RequestContext here, Command command)
    {
        var tried = await here.Engine.Commands.Execute(here.Actor, command with { IsRehearsal = true }, here.Cancellation);
        return tried is Outcome.Invalid { Errors: var errors } && errors.Where(error => error.Key.Length > 0).ToDictionary()
            is { Count: > 0 } wrong ? wrong : null;
    }

    private static Command.Create Command(RequestContext here, Entity entity, PostedForm form, FormBlock? block)
    {
        // An input left blank means the default, where the form could not show it.
        var values = PostedForm.WithDefaults(form.Values(entity.Fields.Where(field => !field.IsSystem).Select(field => field.Key)),
            entity.Fields.Where(field => field.Default is not null && !here.Actor.To(entity).ShowsDefault(field)));
        return new(entity, form.Command, values,
            block?.Rows.ToDictionary(rows => rows.Collection.Key, rows =>
                (IReadOnlyList<IReadOnlyDictionary<string, object?>>)form.Rows(rows.Collection.Key, rows.Fields), StringComparer.Ordinal)
                ?? []);
    }

    /// <summary>The transition that the pressed button of a form takes; null for saving.</summary>
    public static Transition? SubmitOf(PostedForm form, FormBlock? block) =>
        block?.Submit is { } submit && form.Own("_submit") == submit.Key ? submit : null;

    /// <summary>The form of a page that was sent; null where it names none that this actor has.</summary>
    public static FormBlock? BlockOf(RequestContext here, PostedForm form) =>
        form.Own("_page") is { } key && here.Solution.Pages.TryGetValue(key, out var page) && SitePages.Has(here.Actor, page)
            ? page.Blocks.OfType<FormBlock>().FirstOrDefault(block => block.Key == form.Own("_block")) : null;

    private static async ValueTask<IResult> Again(HttpContext http, PostedForm form,
        IReadOnlyDictionary<string, IReadOnlyList<Message>> errors) =>
        await SamePage.Draw(http, form, errors) ?? (form.Lost.Count > 0 ? GoneView.Page(form.Lost, Returns.Safe(form.Own("_return")))
            : Results.NotFound());

    private static async ValueTask<IResult> Made(
        HttpContext http, Entity entity, Outcome.Done made, PostedForm form, FormBlock? block, Transition? taken)
    {
        var here = http.Kabinet();
        var name = await here.NameOf(entity, made.Id);
        var said = Answers.Said(here, entity, name, made, taken);
        // A row of a list stays where it is; a form leads to what it made; whoever cannot read that is thanked.
        if (block is null) return Answers.Done(http, http.Back(form.Own("_return")) ?? Addresses.Home, new(said));
        if (name is null) return Returns.SeeOther(http, Addresses.Thanks(form.Own("_page") ?? ""));
        Toast.Leave(http, said);
        return Returns.SeeOther(http, here.PlaceOf(entity, made.Id));
    }

    /// <summary>Adds the files of a form to its record, and takes the step that waited for them.</summary>
    public static async ValueTask<IResult> WithFiles(
        HttpContext http, Entity entity, Outcome.Done made, PostedForm form, Transition? submit)
    {
        var here = http.Kabinet();
        var refusals = new List<string>();
        foreach (var (group, file) in form.FilesOfGroups)
            refusals.AddRange(await Uploads.Add(here, entity, made.Id, file, new(group, "", Stream.Null)));
        var taken = made;
        if (submit is not null && refusals.Count == 0)
        {
            var step = new Command.Transit(entity, PostBulkTransition.Derived(form.Command, 0), made.Id, submit.Key,
                form.Values(submit.Asks.Select(ask => ask.Key)), null);
            var sent = await here.Engine.Commands.Execute(here.Actor, step, here.Cancellation);
            if (sent is Outcome.Done done) taken = done;
            else refusals.AddRange(Answers.Reasons(here, sent));
        }
        // The record is kept whatever its files did: it is opened, and what is still wrong is said there.
        Toast.Leave(http, refusals.Count == 0 ? new(Answers.Said(here, entity, await here.NameOf(entity, made.Id), taken, submit))
            : new($"{here.Say("form.not_done")}. {string.Join(". ", refusals.Distinct())}", "late"));
        return Returns.SeeOther(http, here.PlaceOf(entity, made.Id));
    }
}
