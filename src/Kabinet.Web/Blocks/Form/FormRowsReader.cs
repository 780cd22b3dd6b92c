using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Reads the rows of a collection in a form: as typed, or the parts that the record has, and a blank one after them.</summary>
internal sealed class FormRowsReader(RequestContext request, InputReader inputs, Rejected? rejected)
{
    private const string Template = "__index__";
    private const int MostRows = 200;
    private IReadOnlyDictionary<Field, object?> defaults = new Dictionary<Field, object?>();

    public async ValueTask<FormRows?> Read(Collection collection, IReadOnlyList<Field> fields, FoundRecord? owner)
    {
        var givable = request.Actor.To(collection.Entity).Givable;
        var shown = fields.Where(givable.Contains).ToList();
        if (shown.Count == 0) return null;
        var parts = owner is null ? [] : await Parts(collection, shown, owner.Record.Id);
        var typed = rejected?.Form.Parts(collection.Key, shown).Where(part => !part.Removed).ToList();
        var rows = new List<FormRow>();
        if (typed is not null)
            foreach (var part in typed) rows.Add(await Typed(collection, shown, rows.Count, part, parts));
        else
            foreach (var part in parts) rows.Add(await Present(collection, shown, rows.Count, part));
        defaults = await request.Engine.Records.Defaults(request.Actor, collection.Entity, shown, request.Cancellation);
        rows.Add(await Blank(shown, $"{collection.Key}.{rows.Count}."));
        return new(collection.Key, collection.Entity.Plural.In(request.Language),
            [.. shown.Select(field => field.Title.In(request.Language))], rows, await Blank(shown, $"{collection.Key}.{Template}."),
            rejected is null ? [.. parts.Select(part => part.Id)] : [.. rejected.Form.KnownParts(collection.Key)],
            ErrorsOf(collection.Key));
    }

    /// <summary>The parts that the actor may change here; the others stand on the page of the record.</summary>
    private async ValueTask<IReadOnlyList<Record>> Parts(Collection collection, List<Field> fields, long owner)
    {
        var query = new RecordQuery { Entity = collection.Entity, Columns = [.. fields.Select(field => new FieldPath([], field))],
            Of = (collection, owner), Limit = MostRows, Rights = true };
        var page = await request.Engine.Records.List(request.Actor, query, request.Cancellation);
        return [.. page.Records.Where(record => record.CanUpdate)];
    }

    private async ValueTask<FormRow> Present(Collection collection, List<Field> fields, int index, Record part)
    {
        var prefix = $"{collection.Key}.{index}.";
        var row = new List<InputView>();
        var filled = Filled(fields, part.Id, field => field.Kind.Edit(field, part[new FieldPath([], field)], request.Zone));
        foreach (var field in fields)
        {
            var path = new FieldPath([], field);
            var words = CellValue.Of(request, part, path)?.Text;
            row.Add(await inputs.Read(field, null, part[path], prefix, filled, words) with { InRow = true });
        }
        return new(prefix, row, part.Id, part.Version);
    }

    // A row that was refused shows the present version: whoever sends it again has seen what others changed.
    private async ValueTask<FormRow> Typed(Collection collection, List<Field> fields, int index, PostedPart part,
        IReadOnlyList<Record> parts)
    {
        var prefix = $"{collection.Key}.{index}.";
        var row = new List<InputView>();
        var filled = Filled(fields, part.Id, TextOf);
        foreach (var field in fields) row.Add(await inputs.Read(field, TextOf(field), prefix: prefix, of: filled) with { InRow = true });
        var errors = ErrorsOf(prefix.TrimEnd('.'));
        var present = parts.FirstOrDefault(record => record.Id == part.Id);
        var refused = errors.Count > 0 || row.Exists(input => input.IsInvalid);
        return new(prefix, row, part.Id, refused && present is not null ? present.Version : part.Version) { Errors = errors };

        string TextOf(Field field) => part.Values.GetValueOrDefault(field.Key) as string ?? "";
    }

    // Nothing is put into a blank row, so that one left blank is no row at all; the engine gives the defaults.
    private async ValueTask<FormRow> Blank(List<Field> fields, string prefix)
    {
        var row = new List<InputView>();
        var filled = Filled(fields, null, _ => "");
        foreach (var field in fields)
            row.Add(await inputs.Read(field, "", prefix: prefix, of: filled) with { InRow = true,
                Suggested = Suggestion(field) });
        return new(prefix, row);
    }

    private string? Suggestion(Field field) => defaults.GetValueOrDefault(field) is { } value
        ? request.LookOf(field).Typed(request, field.Kind.Edit(field, value, request.Zone)) : null;

    private static FilledRecord Filled(List<Field> fields, long? id, Func<Field, string> text) =>
        new(fields[0].Entity, id, field => fields.Contains(field) ? text(field) : null);

    private List<string> ErrorsOf(string key) => rejected?.Errors.GetValueOrDefault(key)?.Select(request.Say).ToList() ?? [];
}
