using Kabinet.Web.Request;
using Microsoft.AspNetCore.WebUtilities;

namespace Kabinet.Web.Site;

/// <summary>
/// An address with its state. Every link and form of a list is this address with something changed; what other lists of the page keep in it
/// stays.
/// </summary>
internal sealed class PageAddress(string path, IReadOnlyList<KeyValuePair<string, string>> state)
{
    public static PageAddress Of(string path, IQueryCollection query) =>
        new(path, [.. query.SelectMany(pair => pair.Value.OfType<string>().Select(value => KeyValuePair.Create(pair.Key, value)))]);

    /// <summary>An address of our own site as it was sent back; its root where it is not one.</summary>
    public static PageAddress Parse(string? address)
    {
        if (address is not ['/', ..] || address is ['/', '/' or '\\', ..] || !SentText.IsSoundEncoded(address))
            return new(Addresses.Home, []);
        var mark = address.IndexOf('?');
        return mark < 0 ? new(address, []) : Of(address[..mark], new QueryCollection(QueryHelpers.ParseQuery(address[mark..])));
    }

    public string Path => path;

    public string? this[string key] => state.FirstOrDefault(pair => pair.Key == key).Value;

    public IEnumerable<string> All(string key) => state.Where(pair => pair.Key == key).Select(pair => pair.Value);

    /// <summary>What a form that sets some keys keeps of the rest, as hidden inputs.</summary>
    public IEnumerable<KeyValuePair<string, string>> Except(params IReadOnlyCollection<string> keys) =>
        state.Where(pair => !keys.Contains(pair.Key));

    /// <summary>The address with one value of a key, or without the key.</summary>
    public PageAddress With(string key, string? value) => With(key, value is null ? [] : [value]);

    /// <summary>The address with these values of a key in place of the former ones.</summary>
    public PageAddress With(string key, IReadOnlyList<string> values) =>
        new(path, [.. Except(key), .. values.Select(value => KeyValuePair.Create(key, value))]);

    public PageAddress Without(params IReadOnlyCollection<string> keys) => new(path, [.. Except(keys)]);

    /// <summary>The state alone, as saved views keep it: <c>status=new&amp;sort=-price</c>.</summary>
    public string State => QueryString.Create(state.Select(pair => KeyValuePair.Create<string, string?>(pair.Key, pair.Value))).Value
        ?.TrimStart('?') ?? "";

    public override string ToString() => state.Count == 0 ? path : $"{path}?{State}";
}
