using System.Globalization;
using System.Text;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Words;
using Kabinet.Web.Fields;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>
/// Filters of a list or a board: read from the address under the reader's rights, as conditions for the query and as chips for the view.
/// </summary>
internal sealed class FilterSet
{
    /// <summary>Stands for the reader himself in a filter by person.</summary>
    public const string Me = "me";
    /// <summary>Stands for no value.</summary>
    public const string None = "none";
    private const string FromEnd = ListAddress.FromEnd, ToEnd = ListAddress.ToEnd;
    private readonly RequestContext here;
    private readonly PageAddress address;
    private readonly string prefix;
    private readonly List<FieldFilter> conditions = [];
    private readonly List<string> misunderstood = [];
    private readonly List<string> reversed = [];
    private readonly List<string> unknownKeys = [];
    private readonly List<string> unknownValues = [];

    private FilterSet(RequestContext here, PageAddress address, string prefix) =>
        (this.here, this.address, this.prefix) = (here, address, prefix);

    /// <summary>Conditions for the query.</summary>
    public IReadOnlyList<FieldFilter> Conditions => conditions;
    /// <summary>Every filter offered.</summary>
    public IReadOnlyList<FilterView> Views { get; private set; } = [];
    /// <summary>Titles of filters whose value was not understood.</summary>
    public IReadOnlyList<string> Misunderstood => misunderstood;
    public bool Any => conditions.Count > 0;
    /// <summary>
    /// What the address names and the reader does not have: a field, an option or a view that is gone, or was never his. Nothing is listed
    /// then.
    /// </summary>
    public IReadOnlyList<string> UnknownKeys => unknownKeys;
    /// <summary>What is said of it; null where everything is known.</summary>
    public string? Warning => unknownKeys.Count > 0 ? here.Say("grid.gone_filter", string.Join(", ", unknownKeys.Distinct()))
        : misunderstood.Count > 0 ? here.Say("grid.bad_filter", string.Join(", ", misunderstood.Distinct()))
        : reversed.Count > 0 ? here.Say("grid.reversed_filter", string.Join(", ", reversed)) : null;

    /// <summary>
    /// Filters of an entity's list. Those the reader may not use are not offered and, if the address has them, not applied.
    /// </summary>
    /// <param name="here">Who reads.</param>
    /// <param name="list">Entity, offered paths, prefix of the parameters and where the options of references are.</param>
    /// <param name="address">The address with its state.</param>
    public static async ValueTask<FilterSet> Read(RequestContext here, FilteredList list, PageAddress address)
    {
        var set = new FilterSet(here, address, list.Prefix);
        var views = new List<FilterView>(list.Paths.Count);
        foreach (var path in list.Paths.Where(path => here.Actor.Sees(list.Entity, path)))
            views.Add(await set.Read(path, list.OptionsHref));
        set.Views = views;
        set.FindUnknownKeys(list);
        return set;
    }

    /// <summary>Parameters of all filters, for an address without any.</summary>
    public static IEnumerable<string> KeysOf(FilteredList list) =>
        list.Paths.Select(path => KeyOf(list.Prefix, path)).SelectMany(key => new[] { key, key + FromEnd, key + ToEnd });

    /// <summary>Tells of something besides fields that the address names and nobody has, and lists nothing.</summary>
    public void Refuse(Entity entity, string name)
    {
        if (unknownKeys.Count == 0) conditions.Add(new(new([], entity[SystemFields.Id]), Comparison.Is, []));
        unknownKeys.Add(name);
        here.MetUnknownNames = true;
    }

    /// <summary>The address without anything that filters, known or not.</summary>
    public PageAddress Cleared(FilteredList list) => address.Without([.. KeysOf(list), .. Unknown(), prefix + ListAddress.View]);

    /// <summary>A filter that is not known would else be taken for none, and show everything.</summary>
    private void FindUnknownKeys(FilteredList list)
    {
        foreach (var key in Unknown()) Refuse(list.Entity, key[prefix.Length..]);
        foreach (var value in unknownValues) Refuse(list.Entity, value);
    }

    // Of several values those that are known narrow the list; where none is, it would show everything.
    private void FindUnknown(FilterView view, IEnumerable<string> values)
    {
        if (values.FirstOrDefault(value => value.Length > 0) is { } value) unknownValues.Add($"{view.Title}: {value}");
    }

    // What advertising and mail services add to links narrows nothing. Any other unknown name was meant as a filter; a field that the
    // reader may not see and one that does not exist are treated alike.
    private List<string> Unknown()
    {
        var known = Views.SelectMany(ReadBy).ToHashSet(StringComparer.Ordinal);
        return address.Except([]).Where(pair => pair.Value.Length > 0 && pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(pair => pair.Key).Distinct()
            .Where(key => !known.Contains(key) && ListAddress.PathOf(key[prefix.Length..]) is { } filter && !IsTracking(filter.Path))
            .ToList();
    }

    // The end of a range means nothing to a filter without a range, and a range has no other value.
    private static string[] ReadBy(FilterView view) =>
        view.Shape is FilterShape.Days or FilterShape.Numbers ? [view.Key + FromEnd, view.Key + ToEnd] : [view.Key];

    // An empty input before a filled one of the same name is a form's, and asks for nothing.
    private string? First(string key) => address.All(key).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    private static bool IsTracking(string name) => name.StartsWith("utm_", StringComparison.Ordinal)
        || name is "_openstat" or "fbclid" or "gclid" or "gbraid" or "wbraid" or "mc_cid" or "mc_eid" or "yclid" or "ysclid";

    public static string KeyOf(string prefix, FieldPath path) => prefix + ListAddress.FilterOf(path.Text);

    private async ValueTask<FilterView> Read(FieldPath path, Func<FieldPath, string> optionsHref)
    {
        var (key, field) = (KeyOf(prefix, path), path.Field);
        string[] keys = [key, key + FromEnd, key + ToEnd];
        var view = new FilterView(key, here.Say(field.Title), here.LookOf(field).Filter)
        {
            Path = address.Path,
            ClearHref = Fresh.Without(keys).ToString(),
            Kept = [.. Fresh.Except(keys)],
        };
        return view.Shape switch
        {
            FilterShape.Options => Options(view, path),
            FilterShape.References => await References(view, path) with { OptionsHref = optionsHref(path) },
            FilterShape.YesNo => YesNo(view, path),
            FilterShape.Text => Text(view, path),
            _ => Range(view, path),
        };
    }

    // Another choice starts at the first page.
    private PageAddress Fresh => address.Without(prefix + ListAddress.After, prefix + ListAddress.Rows);

    private FilterView Options(FilterView view, FieldPath path)
    {
        var chosen = address.All(view.Key).Where(value => value == None || path.Field.Choices.ContainsKey(value))
            .ToHashSet(StringComparer.Ordinal);
        if (chosen.Count > 0) conditions.Add(new(path, Comparison.Is, [.. chosen.Select(value => value == None ? null : (object)value)]));
        else FindUnknown(view, address.All(view.Key));
        var options = path.Field.Choices.Select(choice =>
            new FilterOption(choice.Key, here.Say(choice.Value.Title), choice.Value.Color ?? "", chosen.Contains(choice.Key))).ToList();
        if (!path.Field.Definition.Required && !path.Field.IsSystem)
            options.Add(new(None, here.Say("grid.filter_empty"), null, chosen.Contains(None)));
        return view with { Options = options, Chosen = Words(options) };
    }

    private async ValueTask<FilterView> References(FilterView view, FieldPath path)
    {
        var chosen = address.All(view.Key).Distinct(StringComparer.Ordinal).Take(50).ToList();
        var values = chosen.Select(Reference).Where(value => value.Known).ToList();
        if (values.Count > 0) conditions.Add(new(path, Comparison.Is, [.. values.Select(value => value.Id)]));
        else FindUnknown(view, chosen);
        var names = await Names(path.Field.To!,
            [.. chosen.Where(value => value is not (Me or None)).Select(value => Reference(value).Id).OfType<long>()]);
        var options = chosen.Select(value => new FilterOption(value, NameOf(value, names), null, IsChosen: true)).ToList();
        return view with { Options = options, Chosen = Words(options) };
    }

    private (bool Known, object? Id) Reference(string value) => value switch
    {
        Me => (here.Actor.UserId is not null, here.Actor.UserId),
        None => (true, null),
        _ => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (true, id) : (false, null),
    };

    private string NameOf(string value, Dictionary<long, string> names) => value switch
    {
        Me => here.Say("grid.filter_me"),
        None => here.Say("grid.filter_empty"),
        _ => Reference(value).Id is long id && names.TryGetValue(id, out var name) ? name : "?",
    };

    // Names under the reader's rights: a record he may not see stays a question mark.
    private async ValueTask<Dictionary<long, string>> Names(Entity entity, IReadOnlyList<long> ids)
    {
        if (ids.Count == 0 || !here.Actor.Sees(entity, new([], entity.Label))) return [];
        var label = new FieldPath([], entity.Label);
        var page = await here.Engine.Records.List(here.Actor,
            new() { Entity = entity, Columns = [label],
            Filters = [new(new([], entity[SystemFields.Id]), Comparison.Is, [.. ids.Cast<object?>()])] });
        return page.Records.ToDictionary(record => record.Id, record => CellValue.Of(here, record, label)?.Text ?? "?");
    }

    private FilterView YesNo(FilterView view, FieldPath path)
    {
        var value = First(view.Key);
        if (value is "yes" or "no") conditions.Add(new(path, Comparison.Is, [value == "yes"]));
        else FindUnknown(view, address.All(view.Key));
        FilterOption[] options = [new("yes", here.Say("ui.yes"), null, value == "yes"), new("no", here.Say("ui.no"), null, value == "no")];
        return view with { Options = options, Chosen = Words(options) };
    }

    private FilterView Text(FilterView view, FieldPath path)
    {
        if (First(view.Key)?.Trim() is not { Length: > 0 } typed) return view;
        var text = VisibleText.Of(typed);
        if (text.Length > 0 && IsStorable(text)) conditions.Add(new(path, Comparison.Contains, [path.Field.Kind.Sought(text)]));
        else FindUnknown(view, [typed]);
        return view with { From = text, Chosen = here.Say("grid.filter_contains", text) };
    }

    // No text of a record has a NUL or half of a character: PostgreSQL refuses them in a parameter, and SQLite ends the text there.
    private static bool IsStorable(string text) => text.EnumerateRunes().All(rune => rune.Value != 0 && rune != Rune.ReplacementChar);

    private FilterView Range(FilterView view, FieldPath path)
    {
        var from = End(view, path, FromEnd, Comparison.From);
        var to = End(view, path, ToEnd, Comparison.To);
        if (from is not null && to is not null && Comparer<object>.Default.Compare(conditions[^2].Values[0], conditions[^1].Values[0]) > 0)
            reversed.Add(view.Title);
        var words = (from, to) switch
        {
            ({ } low, { } high) => here.Say("grid.filter_range", low, high),
            ({ } low, null) => here.Say("grid.filter_since", low),
            (null, { } high) => here.Say("grid.filter_until", high),
            _ => null,
        };
        return view with { From = First(view.Key + FromEnd) ?? "", To = First(view.Key + ToEnd) ?? "", Chosen = words };
    }

    /// <summary>One end of a range in words; null where it is open. Days of moments are whole days in the zone of the solution.</summary>
    private string? End(FilterView view, FieldPath path, string end, Comparison comparison)
    {
        if (First(view.Key + end) is not { } text) return null;
        var (value, words) = path.Field.Type.Kind == ValueKind.DateTime ? Day(text, comparison) : Accepted(path.Field, text);
        if (value is null) misunderstood.Add(view.Title);
        else conditions.Add(new(path, comparison, [value]));
        return value is null ? null : words;
    }

    private (object? Value, string Words) Accepted(Field field, string text) =>
        field.Kind.Accept(field, text, new(Languages.Of(here.Language), Present: null), out var value) is null && value is not null
            ? (value, field.Kind.Show(field, value, here.Culture, here.Zone)) : (null, "");

    private (object? Value, string Words) Day(string text, Comparison comparison)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day == DateOnly.MaxValue) return (null, "");
        var local = comparison == Comparison.From ? day.ToDateTime(default) : day.AddDays(1).ToDateTime(default);
        var moment = TimeZoneInfo.ConvertTimeToUtc(here.Zone.IsInvalidTime(local) ? local.AddHours(1) : local, here.Zone);
        return (comparison == Comparison.From ? moment : moment.AddMilliseconds(-1), day.ToString("d", here.Culture));
    }

    private string? Words(IEnumerable<FilterOption> options)
    {
        var chosen = options.Where(option => option.IsChosen).Select(option => option.Title).ToList();
        return chosen.Count switch { 0 => null, <= 2 => string.Join(", ", chosen), _ =>
            here.Say("grid.filter_and_more", chosen[0], chosen.Count - 1) };
    }
}

/// <summary>What is filtered: the entity, the paths offered, the prefix of its parameters and where a reference's options are.</summary>
internal sealed record FilteredList(Entity Entity, IReadOnlyList<FieldPath> Paths, string Prefix, Func<FieldPath, string> OptionsHref);
