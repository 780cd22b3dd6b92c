using Kabinet.Engine.Access;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: form</c>.</summary>
internal sealed class FormBlockReader : BlockReader<FormBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, FormBlock block) =>
        await FormReader.Read(page, block) is { } form ? new("/Blocks/Form/Form.cshtml", form)
            : new("/Blocks/Form/Gone.cshtml", ContinuedForm.RecordOf(page, block) ?? Addresses.Home);
}

/// <summary>
/// Reads a form: the fields this actor may give to a new record or change in the one that the address names, what was typed or
/// suggested, and
/// what was wrong.
/// </summary>
internal sealed class FormReader
{
    private readonly PageContext page;
    private readonly FormBlock block;
    private readonly FoundRecord? edited;
    private readonly Rejected? rejected;
    private readonly InputReader inputs;
    private FilledRecord? filled;
    private IReadOnlyDictionary<Field, object?> defaults = new Dictionary<Field, object?>();
    private RequestContext Request => page.Request;

    private FormReader(PageContext page, FormBlock block, FoundRecord? edited)
    {
        (this.page, this.block, this.edited, rejected) = (page, block, edited, page.RejectedOf(block));
        inputs = new(page.Request, rejected?.Errors);
    }

    /// <summary>The form; null where the address names a record with which this form cannot go on.</summary>
    public static async ValueTask<FormView?> Read(PageContext page, FormBlock block)
    {
        if (ContinuedForm.IdIn(page.Query) is not { } id) return await new FormReader(page, block, null).Read();
        return await ContinuedForm.Find(page.Request, block, id) is { } found ? await new FormReader(page, block, found).Read() : null;
    }

    private async ValueTask<FormView> Read()
    {
        if (edited is null)
            defaults = await Request.Engine.Records.Defaults(Request.Actor, block.Entity, Asked, Request.Cancellation);
        var rows = new Dictionary<string, FormRows>(StringComparer.Ordinal);
        foreach (var (collection, fields) in block.Rows.Where(of => IsPlaced(of.Collection)))
            if (await new FormRowsReader(Request, inputs, rejected).Read(collection, fields, edited) is { } shown)
                rows[collection.Key] = shown;
        var sections = new List<InputSection>();
        var known = new HashSet<Field>();
        foreach (var section in Seen)
            if (await Section(section, rows, known) is { } shown) sections.Add(shown);
        sections.AddRange(rows.Values.Where(left => !sections.Exists(section => section.Rows?.Key == left.Key))
            .Select(left => new InputSection(null, [], left)));
        var consent = ConsentOf();
        return new()
        {
            Action = edited is null ? Addresses.Create(block.Entity) : Addresses.Update(block.Entity, edited.Record.Id),
            PageKey = page.Page.Key,
            BlockKey = block.Key,
            Edited = edited is null ? null : new(edited.Record.Id, rejected?.Version ?? rejected?.Form.Version ?? edited.Record.Version,
                ContinuedForm.Address(page.Path, edited.Record.Id)),
            Sections = sections,
            Files = [.. Files],
            Consent = consent,
            Button = block.Definition.Button?.In(Request.Language) ?? Request.Say("form.save"),
            Submit = Submit,
            Errors = Summary(sections, consent).Of(rejected),
            DraftKey = $"{Request.Actor.UserId}:{page.Path}{(edited is null ? "" : $":{edited.Record.Id}")}",
            Fresh = rejected is null,
            HasTrap = page.Request.IsGuest,
            MakesPeople = block.Entity.Key == CoreEntities.User || Confirmation.IsAskedBy(rejected?.Errors),
        };
    }

    private ErrorSummary Summary(List<InputSection> sections, ConsentView? consent)
    {
        var summary = new ErrorSummary(Request);
        foreach (var section in sections)
        {
            summary.With(section.Inputs);
            if (section.Rows is { } rows) summary.With(rows);
        }
        return consent is null ? summary : summary.With(consent.Name, $"f-{consent.Name}", consent.Title);
    }

    private IEnumerable<Section> Seen => block.Sections.SeenBy(Request.Actor);

    /// <summary>The fields that the form asks this actor for.</summary>
    private IEnumerable<Field> Asked => Seen.SelectMany(section => section.Fields).Select(path => path.Field).Where(IsOpen);

    // Rows that stand only in sections of other roles are not shown after the sections either.
    private bool IsPlaced(Collection collection) =>
        Seen.Any(section => section.Definition.Rows == collection.Key)
            || block.Sections.All(section => section.Definition.Rows != collection.Key);

    // Sections for different roles may share a field; whoever has both roles gets it once.
    private async ValueTask<InputSection?> Section(Section section, Dictionary<string, FormRows> rows, HashSet<Field> known)
    {
        var title = section.Definition.Title?.In(Request.Language);
        var shown = new List<InputView>();
        foreach (var field in section.Fields.Select(path => path.Field).Where(IsOpen).Where(known.Add))
            shown.Add(await Input(field));
        var own = section.Definition.Rows is { } key ? rows.GetValueOrDefault(key) : null;
        if (own is not null && title is not null && shown.Count == 0) own = own with { Title = title };
        return shown.Count == 0 && own is null ? null : new(title, shown, own);
    }

    private bool IsOpen(Field field) =>
        field != block.Consent?.Field
            && (edited is null ? Request.Actor.To(block.Entity).Givable.Contains(field)
                : edited.Writable.Contains(field) && !ReferenceEquals(edited.Record[new FieldPath([], field)], Record.Hidden));

    private ValueTask<InputView> Input(Field field) => inputs.Read(field, TextOf(field), Present(field), of: filled ??= Filled(),
        words: edited is null ? null : CellValue.Of(Request, edited.Record, new([], field))?.Text);

    // What is typed in the other inputs decides what a reference offers.
    private FilledRecord Filled()
    {
        var onForm = Asked.ToHashSet();
        return new(block.Entity, edited?.Record.Id, field => !onForm.Contains(field) ? null
            : TextOf(field) ?? field.Kind.Edit(field, Present(field), Request.Zone));
    }

    private string? TextOf(Field field) => rejected is not null ? rejected.Form.Own(field.Key) ?? ""
        : edited is null ? page.Query[field.Key].FirstOrDefault() : null;

    private object? Present(Field field) =>
        edited is null ? defaults.GetValueOrDefault(field) : edited.Record[new FieldPath([], field)];

    private ConsentView? ConsentOf()
    {
        if (edited is not null || block.Consent is not { } consent || !Request.Actor.To(block.Entity).Givable.Contains(consent.Field))
            return null;
        var agreed = Request.Solution.Pages[consent.Definition.Page];
        return new(consent.Field.Key, Request.Say(consent.Definition.Title ?? consent.Field.Title), Request.Say(agreed.Definition.Title),
            agreed.Definition.Path, rejected?.Form.Own(consent.Field.Key) == "true",
            rejected?.Errors.GetValueOrDefault(consent.Field.Key)?.Select(Request.Say).ToList() ?? []);
    }

    /// <summary>
    /// Groups of files that a form asks this actor for. Files go to a record that exists, so whoever could not read it afterwards is not
    /// asked for any.
    /// </summary>
    public static IEnumerable<FileGroup> OpenFiles(RequestContext request, FormBlock block) =>
        block.Files.Where(request.Actor.To(block.Entity).WritesFiles);

    private IEnumerable<FormFiles> Files =>
        OpenFiles(Request, block).Select(group =>
            new FormFiles(group.Key, group.Definition.Title.In(Request.Language), Request.Say("form.files"),
                group.Definition.Help?.In(Request.Language))
            {
                // A browser does not put chosen files back.
                Errors = rejected?.Form.FilesOfGroups.Any(sent => sent.Group == group.Key) == true
                    ? [Request.Say("files.choose_again")] : [],
            });

    private FormSubmit? Submit =>
        block.Submit is { } submit && Request.Actor.To(block.Entity).Takes(submit)
            && (edited is null || edited.Record.Transitions.Any(judged => judged.Transition == submit && judged.Permitted))
            ? new(submit.Key, submit.Definition.Title.In(Request.Language), submit.Definition.Hint?.In(Request.Language))
            : null;
}
