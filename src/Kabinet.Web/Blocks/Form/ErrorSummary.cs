using Kabinet.Engine.Words;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>
/// The summary on top of a form: each error once, in the order of the inputs, leading to its input. An error that concerns several
/// inputs names
/// them all; what has no input is said by itself.
/// </summary>
internal sealed class ErrorSummary(RequestContext request)
{
    private readonly List<(string Key, string Anchor, string Label)> places = [];

    public ErrorSummary With(IEnumerable<InputView> inputs)
    {
        foreach (var input in inputs) places.Add((input.Name, input.Id, input.Label));
        return this;
    }

    public ErrorSummary With(IEnumerable<FormFiles> groups)
    {
        foreach (var files in groups) places.Add((files.Name, files.Id, files.Label));
        return this;
    }

    /// <summary>The inputs of rows, told by the name of the collection and the number of the row.</summary>
    public ErrorSummary With(FormRows rows)
    {
        if (rows.Anchor is { } first) places.Add((rows.Key, first, rows.Title));
        foreach (var (row, number) in rows.Rows.Select((row, index) => (row, index + 1)))
        {
            var name = request.Say("form.row", rows.Title, number);
            places.Add((row.Prefix.TrimEnd('.'), row.Inputs[0].Id, name));
            foreach (var input in row.Inputs) places.Add((input.Name, input.Id, $"{name}. {input.Label}"));
        }
        return this;
    }

    public ErrorSummary With(string key, string anchor, string label)
    {
        places.Add((key, anchor, label));
        return this;
    }

    public IReadOnlyList<ErrorLine> Of(Rejected? rejected)
    {
        if (rejected is null) return [];
        var byKey = places.Select((place, order) => (place, order)).DistinctBy(at => at.place.Key)
            .ToDictionary(at => at.place.Key, StringComparer.Ordinal);
        // A requirement that fails is one message at each field that it concerns.
        var told = rejected.Errors.SelectMany(pair => pair.Value.Select(message => (pair.Key, Message: message)))
            .GroupBy(error => error.Message, error => error.Key, ReferenceEqualityComparer.Instance as IEqualityComparer<Message>);
        return [.. told.Select(error => (error.Key,
                At: error.Where(byKey.ContainsKey).Select(key => byKey[key]).OrderBy(at => at.order).ToList()))
            .OrderBy(error => error.At.Count == 0 ? -1 : error.At[0].order)
            .Select(error => Line(error.Key, error.At.ConvertAll(at => at.place)))];
    }

    private ErrorLine Line(Message message, List<(string Key, string Anchor, string Label)> at) =>
        at.Count == 0 ? new(null, request.Say(message))
            : new(at[0].Anchor, $"{string.Join(", ", at.Select(place => place.Label))}: {request.Say(message)}");
}
