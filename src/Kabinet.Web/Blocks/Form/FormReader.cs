using Kabinet.Engine.Access;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Words;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: form</c>.</summary>
internal sealed class FormBlockReader : BlockReader<FormBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, FormBlock block) =>
        new("/Blocks/Form/Form.cshtml", await FormReader.Read(page, block));
}

/// <summary>Reads a form: the fields this actor may give to a new record, what was typed or suggested, and what was wrong.</summary>
internal static class FormReader
{
    private const string Template = "__index__";

    public static async ValueTask<FormView> Read(PageContext page, FormBlock block)
    {
        var (request, rejected) = (page.Request, page.RejectedOf(block));
        var inputs = new InputReader(request, rejected?.Errors);
        var sections = new List<InputSection>();
        foreach (var section in block.Sections)
            if (await Section(page, block, inputs, section) is { Inputs.Count: > 0 } shown) sections.Add(shown);
        var rows = new List<FormRows>();
        foreach (var (collection, fields) in block.Rows)
            if (await Rows(request, inputs, collection, fields, rejected) is { } shown) rows.Add(shown);
        return new()
        {
            Action = Addresses.Create(block.Entity),
            PageKey = page.Page.Key,
            BlockKey = block.Key,
            Sections = sections,
            Rows = rows,
            Files = [.. FilesOf(request, block)],
            Button = block.Definition.Button?.In(request.Language) ?? request.Say("form.save"),
            Submit = SubmitOf(request, block),
            Errors = ErrorsOf(request, rejected, sections.SelectMany(section => section.Inputs)
                .Concat(rows.SelectMany(row => row.Rows.SelectMany(cells => cells)))),
            DraftKey = $"{request.Actor.UserId}:{page.Path}",
            Fresh = rejected is null,
            MakesPeople = block.Entity.Key == CoreEntities.User || Confirmation.IsAskedBy(rejected?.Errors),
        };
    }

    /// <summary>The summary on top: each line leads to its input; what has no input is said by itself.</summary>
    public static IReadOnlyList<ErrorLine> ErrorsOf(RequestContext request, Rejected? rejected, IEnumerable<InputView> shown)
    {
        if (rejected is null) return [];
        var inputs = shown.DistinctBy(input => input.Name).ToDictionary(input => input.Name, StringComparer.Ordinal);
        return [.. rejected.Errors.SelectMany(pair =>
            pair.Value.Select(message => Line(request, inputs.GetValueOrDefault(pair.Key), message)))];
    }

    private static ErrorLine Line(RequestContext request, InputView? input, Message message) =>
        input is null ? new(null, request.Say(message)) : new(input.Id, $"{input.Label}: {request.Say(message)}");

    private static async ValueTask<InputSection> Section(PageContext page, FormBlock block, InputReader inputs, Section section)
    {
        var givable = page.Request.Actor.To(block.Entity).Givable;
        var typed = page.RejectedOf(block)?.Form;
        var shown = new List<InputView>();
        foreach (var field in section.Fields.Select(path => path.Field).Where(givable.Contains))
            shown.Add(await inputs.Read(field, typed is null ? page.Query[field.Key].FirstOrDefault() : typed.Own(field.Key) ?? "",
                (field.Default as Constant)?.Value));
        return new(section.Definition.Title?.In(page.Request.Language), shown);
    }

    private static async ValueTask<FormRows?> Rows(RequestContext request, InputReader inputs, Collection collection,
        IReadOnlyList<Field> fields, Rejected? rejected)
    {
        var givable = request.Actor.To(collection.Entity).Givable;
        var shown = fields.Where(givable.Contains).ToList();
        if (shown.Count == 0) return null;
        var typed = rejected?.Form.Rows(collection.Key, [.. shown.Select(field => field.Key)]) ?? [];
        var rows = new List<IReadOnlyList<InputView>>();
        for (var index = 0; index <= typed.Count; index++)
            rows.Add(await Row(inputs, shown, $"{collection.Key}.{index}.", index < typed.Count ? typed[index] : null));
        return new(collection.Key, collection.Entity.Plural.In(request.Language),
            [.. shown.Select(field => field.Title.In(request.Language))], rows,
            await Row(inputs, shown, $"{collection.Key}.{Template}.", null),
            rejected?.Errors.GetValueOrDefault(collection.Key)?.Select(request.Say).ToList() ?? []);
    }

    // Nothing is put into a blank row, so that one left blank is no row at all; the engine gives the defaults.
    private static async ValueTask<IReadOnlyList<InputView>> Row(InputReader inputs, List<Field> fields, string prefix,
        IReadOnlyDictionary<string, object?>? typed)
    {
        var row = new List<InputView>();
        foreach (var field in fields)
            row.Add(await inputs.Read(field, typed?.GetValueOrDefault(field.Key) as string ?? "", prefix: prefix) with { InRow = true,
                Suggested = (field.Default as Constant)?.Value?.ToString() });
        return row;
    }

    /// <summary>
    /// Groups of files that a form asks this actor for. Files go to a record that exists, so whoever could not read it afterwards is not
    /// asked for any.
    /// </summary>
    public static IEnumerable<FileGroup> OpenFiles(RequestContext request, FormBlock block) =>
        block.Files.Where(request.Actor.To(block.Entity).WritesFiles);

    private static IEnumerable<FormFiles> FilesOf(RequestContext request, FormBlock block) =>
        OpenFiles(request, block).Select(group =>
            new FormFiles(group.Key, group.Definition.Title.In(request.Language), group.Definition.Help?.In(request.Language)));

    private static FormSubmit? SubmitOf(RequestContext request, FormBlock block) =>
        block.Submit is { } submit && request.Actor.To(block.Entity).Takes(submit)
            ? new(submit.Key, submit.Definition.Title.In(request.Language), submit.Definition.Hint?.In(request.Language))
            : null;
}
