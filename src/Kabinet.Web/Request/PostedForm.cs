using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Words;

namespace Kabinet.Web.Request;

/// <summary>
/// What a form sent: values by field key, rows of collections (<c>lines.0.service</c>), and our own keys that start with an underscore.
/// </summary>
internal sealed class PostedForm(IFormCollection form, IReadOnlyList<LostInput>? lost = null)
{
    /// <summary>Number of the revision that a form was drawn under.</summary>
    public const string Revision = "_revision";
    private const int MostRows = 200;

    public Guid? Command => Guid.TryParse(Own("_command"), out var id) ? id : null;
    public int? Version => int.TryParse(Own("_version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    /// <summary>The button pressed asks only to draw the form again: one more row, another search.</summary>
    public bool Redraw => form.ContainsKey("_redraw") || form.Keys.Any(key => key.EndsWith("._removed", StringComparison.Ordinal));
    public IFormFileCollection Files => form.Files;
    /// <summary>A file was chosen, be it an empty one; an input without a choice sends one without a name.</summary>
    public bool HasFiles => form.Files.Any(IsChosen);
    /// <summary>The files that were chosen for groups, with the keys of the groups.</summary>
    public IEnumerable<(string Group, IFormFile File)> FilesOfGroups =>
        form.Files.Where(IsChosen).Select(file => (Group: AskedFiles.GroupOf(file.Name), File: file)).Where(sent => sent.Group is not null)
            .Select(sent => (sent.Group!, sent.File));
    /// <summary>What was typed for inputs that are gone since the form was drawn; a form with any is refused.</summary>
    public IReadOnlyList<LostInput> Lost => lost ?? [];
    /// <summary>The refusal of a form that has lost inputs.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Message>> LostErrors => LostInput.Errors(Lost);

    public string? Own(string key) => form.TryGetValue(key, out var values) ? values[^1] : null;

    public IEnumerable<string?> All(string key) => form.TryGetValue(key, out var values) ? values : [];

    /// <summary>The values of the given keys that were sent. A checkbox sends «false» before itself, so the last value counts.</summary>
    public Dictionary<string, object?> Values(IEnumerable<string> keys, string prefix = "") =>
        keys.Where(key => form.ContainsKey(prefix + key))
            .ToDictionary(key => key, key => (object?)form[prefix + key][^1], StringComparer.Ordinal);

    /// <summary>
    /// Rows of a collection with anything in them, in order. A field left blank is not given, where a default takes its place: blank rows
    /// only suggest it.
    /// </summary>
    public List<IReadOnlyDictionary<string, object?>> Rows(string collection, IReadOnlyList<Field> fields)
    {
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        foreach (var index in RowIndexes(collection))
        {
            var row = Values(fields.Select(field => field.Key), $"{collection}.{index}.");
            if (!IsBlank(row) && !form.ContainsKey($"{collection}.{index}._removed")) rows.Add(WithDefaults(row, Suggested(fields)));
        }
        return rows;
    }

    /// <summary>Rows of a form that goes on with a record: its parts and new ones, in order, and after them the parts taken away.</summary>
    public List<PostedPart> Parts(string collection, IReadOnlyList<Field> fields)
    {
        var parts = new List<PostedPart>();
        foreach (var index in RowIndexes(collection))
        {
            var prefix = $"{collection}.{index}.";
            var (id, values) = (Number(prefix + "_id"), Values(fields.Select(field => field.Key), prefix));
            if (form.ContainsKey(prefix + "_removed") || id is null && IsBlank(values)) continue;
            parts.Add(new(id, (int?)Number(prefix + "_version"), id is null ? WithDefaults(values, Suggested(fields)) : values));
        }
        parts.AddRange(KnownParts(collection).Except(parts.ConvertAll(part => part.Id ?? 0).ToList()).Select(gone =>
            new PostedPart(gone, null, new Dictionary<string, object?>(), Removed: true)));
        return parts;
    }

    /// <summary>Parts that the form showed when it was drawn first.</summary>
    public IEnumerable<long> KnownParts(string collection) => All(collection + "._known").Select(SentNumber.Of).OfType<long>().Distinct();

    private static bool IsChosen(IFormFile file) => file.FileName.Length > 0;

    private long? Number(string key) => SentNumber.Of(Own(key));

    private IEnumerable<int> RowIndexes(string collection) =>
        form.Keys.Where(key => key.StartsWith(collection + ".", StringComparison.Ordinal))
            .Select(key => int.TryParse(key.Split('.')[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1)
            .Where(index => index >= 0).Distinct().Order().Take(MostRows);

    /// <summary>The values without those left blank of the given fields, whose defaults take their place.</summary>
    public static Dictionary<string, object?> WithDefaults(Dictionary<string, object?> values, IEnumerable<Field> fields)
    {
        foreach (var field in fields)
            if (values.GetValueOrDefault(field.Key) is "") values.Remove(field.Key);
        return values;
    }

    private static IEnumerable<Field> Suggested(IEnumerable<Field> fields) =>
        fields.Where(field => field.Default is not null && field.Type.Kind != ValueKind.YesNo);

    private static bool IsBlank(Dictionary<string, object?> row) =>
        row.Values.All(value => value is null or "" or "false" || string.IsNullOrWhiteSpace(value as string));
}

/// <summary>A row of a form: a part of the record, a new one, or one that was taken away.</summary>
internal sealed record PostedPart(long? Id, int? Version, IReadOnlyDictionary<string, object?> Values, bool Removed = false);
