using Kabinet.Engine.Publishing;
using Kabinet.Web.Site;
using Microsoft.Extensions.Primitives;

namespace Kabinet.Web.Pipeline;

/// <summary>A form that keeps how somebody likes a list, drawn under an earlier revision.</summary>
internal sealed class EarlierPreferences(RevisionNames told, IFormCollection form)
{
    public IFormCollection Followed()
    {
        var place = form["place"].ToString().Split('/');
        return new FormCollection(form.ToDictionary(pair => pair.Key, pair => Value(pair.Key, pair.Value, place)), form.Files);
    }

    /// <summary>An address of a page in present names; itself where the page is gone.</summary>
    public static string Address(RevisionNames told, string address) =>
        PageAddress.Parse(address) is var asked && told.Address(asked.Path, asked.State) is (var path, var state)
            ? state.Length == 0 ? path : $"{path}?{state}" : address;

    private StringValues Value(string key, StringValues sent, string[] place) => (key, place) switch
    {
        ("return" or "_return", _) => Address(told, sent.ToString()),
        ("place", [var page, var list]) =>
            told.Page(page) is { } present && told.List(page, list) is { } there ? $"{present}/{there}" : sent,
        ("columns", [var page, var list]) => new([.. sent.OfType<string>().Select(path => told.Column(page, list, path))]),
        _ => sent,
    };
}
