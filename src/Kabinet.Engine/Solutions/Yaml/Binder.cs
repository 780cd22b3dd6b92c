using System.Collections;
using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>
/// Binds YAML nodes to definition records: snake_case keys, required members, short forms, kinds.
/// Continues after a problem, so that all problems are reported at once. Each record remembers its unparsed keys.
/// </summary>
internal sealed class Binder(Kinds kinds, List<Problem> problems)
{
    /// <summary>Kinds of blocks, effects and fields.</summary>
    public Kinds Kinds => kinds;

    /// <summary>The problems found so far.</summary>
    public List<Problem> Problems => problems;

    /// <summary>Binds the root node of a file. Null if it cannot be bound.</summary>
    public T? Bind<T>(Node node) where T : Definition => (T?)Record(node, typeof(T));

    /// <summary>A placeholder for a definition that exists but could not be parsed.</summary>
    public static T Unparsed<T>(Location at) where T : Definition =>
        (T)Empty(DefinitionShape.Of(typeof(T))) with { At = at, Unparsed = new HashSet<string> { Definition.Anything } };

    private object? Value(Node node, Type type, DefinitionMember? member)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(LocalizedText)) return Localized(node);
        if (type == typeof(Node)) return node;
        if (type.IsAssignableTo(typeof(Definition))) return Record(node, type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return List(node, type.GenericTypeArguments[0], member);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return Map(node, type.GenericTypeArguments[1], member);
        return Scalar(node, type, member);
    }

    private object? Scalar(Node node, Type type, DefinitionMember? member)
    {
        if (node is not TextNode { IsEmpty: false } text) return Refuse(node, new("problem.expected", Expected(type), node.Called));
        if (type == typeof(string)) return Word(text, member);
        object? value = type == typeof(bool) ? YesNo(text.Text)
            : type == typeof(int) ? int.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? whole : null
            : decimal.TryParse(text.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number) ? number : null;
        return value ?? Refuse(node, new("problem.expected", Expected(type), node.Called), Meant(text.Text, type));
    }

    private static Message? Meant(string text, Type type) => type == typeof(bool) ? Spelling.YesNo(text)
        : type == typeof(decimal) ? Spelling.Number(text) : null;

    private string? Word(TextNode node, DefinitionMember? member)
    {
        return AllowedFor(member) is { } allowed && !allowed.Contains(node.Text)
            ? (string?)Refuse(node, new("problem.none_of", node.Text, string.Join(", ", allowed)), Spelling.Suggest(node.Text, allowed))
            : node.Text;
    }

    private IReadOnlyList<string>? AllowedFor(DefinitionMember? member) => member is null ? null : kinds.Allowed(member);

    private static object? YesNo(string text) => text switch { "true" or "yes" => true, "false" or "no" => false, _ => null };

    private static Message Expected(Type type) =>
        new(type == typeof(bool) ? "problem.expects.yes_no" : type == typeof(int) ? "problem.expects.whole" : type == typeof(decimal)
            ? "problem.expects.number" : "problem.expects.text");

    private LocalizedText? Localized(Node node)
    {
        if (node is TextNode { IsEmpty: false } text) return LocalizedText.Same(text.Text);
        if (node is not MapNode { Pairs.Count: > 0 } map)
            return (LocalizedText?)Refuse(node, new("problem.expected_localized", node.Called, "{ru: …, en: …}"));
        var byLanguage = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Pairs)
            if (!Languages.Keys.Contains(key.Text))
                Refuse(key, new("problem.language", key.Text), new("problem.hint.language", string.Join(", ", Languages.Keys)));
            else if (Scalar(value, typeof(string), null) is string said) byLanguage[key.Text] = said;
        return new(byLanguage);
    }

    private object List(Node node, Type item, DefinitionMember? member)
    {
        var list = NewList(item);
        foreach (var entry in node is ListNode { Items: var items } ? items : [node])
            if (Value(entry, item, member) is { } value) list.Add(value);
        return list;
    }

    private static IList NewList(Type item) => (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;

    private static IDictionary NewMap(Type item) =>
        (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), item), StringComparer.Ordinal)!;

    private object? Map(Node node, Type item, DefinitionMember? member)
    {
        var alone = item == typeof(string) ? member?.NamesAlone == true : item.IsAssignableTo(typeof(Definition));
        var map = NewMap(item);
        if (node is MapNode written)
            foreach (var (key, value) in written.Pairs) Put(map, key, value, item);
        else if (node is ListNode names && alone) Names(map, names, item);
        else return Refuse(node, new("problem.expected_map", node.Called), alone ? Listed(node, item) : null);
        return map;
    }

    // `by: [manager]` is short for a map of each name to `true`, `ask: [manager]` for a map of each name to an empty record.
    private void Names(IDictionary map, ListNode names, Type item)
    {
        foreach (var entry in names.Items)
            if (entry is TextNode { IsEmpty: false } name) Put(map, name, NameAlone(name, item), item);
            else if (entry is MapNode pairs) foreach (var (key, value2) in pairs.Pairs) Put(map, key, value2, item);
            else Refuse(entry, new("problem.expected_name", entry.Called));
    }

    // The suggestion for `by: dispatcher`: probably a list of one name without its brackets.
    private static Message? Listed(Node node, Type item) =>
        node is TextNode { IsEmpty: false } name && Linking.Keys.IsKey(name.Text)
            && (item == typeof(string) || !DefinitionShape.Of(item).Members.Any(member => member.Required))
            ? Spelling.Meant($"[{name.Text}]") : null;

    private static Node NameAlone(TextNode name, Type item) =>
        item == typeof(string) ? new TextNode(name.At, "true", Plain: true) : new MapNode(name.At, []);

    private void Put(IDictionary map, TextNode key, Node value, Type item)
    {
        if (map.Contains(key.Text)) Refuse(key, new("problem.twice", key.Text));
        else if (Value(value, item, null) is { } bound)
            map.Add(key.Text, bound is Definition definition ? definition with { At = key.At } : bound);
    }

    private object? Record(Node node, Type type)
    {
        var shape = DefinitionShape.Of(type);
        if (shape.Kinds is not null) return OfKind(node, shape);
        if (shape.Short is { } member && (node is TextNode { IsEmpty: false } || IsLocalized(node, member)))
            return Filled(node, shape, [(new(node.At, member.Key, Plain: true), node)]);
        return node switch
        {
            ListNode when shape.Listed is { } listed => Filled(node, shape, [(new(node.At, listed.Key, Plain: true), node)]),
            MapNode map => Filled(node, shape, map.Pairs),
            TextNode { IsEmpty: true } => Filled(node, shape, []),
            _ => Refuse(node, new("problem.expected_map", node.Called)),
        };
    }

    private static bool IsLocalized(Node node, DefinitionMember member) =>
        member.Property.PropertyType == typeof(LocalizedText) && node is MapNode { Pairs: { Count: > 0 } pairs }
        && pairs.All(pair => Languages.Keys.Contains(pair.Key.Text));

    private object? OfKind(Node node, DefinitionShape family)
    {
        if (node is not MapNode map) return Refuse(node, new("problem.expected_map", node.Called));
        var known = kinds.Family(family.Type);
        if (family.Kinds!.Key is not { } key) return OfKindByKey(map, known);
        if (map.Pairs.FirstOrDefault(pair => pair.Key.Text == key).Value is not TextNode name)
            return Refuse(node, new("problem.missing", key), new("problem.hint.one_of", string.Join(", ", known.Keys)));
        return known.TryGetValue(name.Text, out var kind) ? Record(node, kind)
            : Refuse(name, new("problem.none_of", name.Text, string.Join(", ", known.Keys)), Spelling.Suggest(name.Text, known.Keys));
    }

    // `{ set: … }`, `{ create: … }`: the key of the kind selects it. Without one, a key similar to a kind is reported as misspelt.
    private object? OfKindByKey(MapNode map, IReadOnlyDictionary<string, Type> known)
    {
        var written = map.Pairs.Where(pair => known.ContainsKey(pair.Key.Text)).ToList();
        if (written.Count == 1) return Record(map, known[written[0].Key.Text]);
        if (written.Count == 0 && map.Pairs.FirstOrDefault(pair => Spelling.Nearest(pair.Key.Text, known.Keys) is not null).Key
            is { } misspelt)
            return Refuse(misspelt, new("problem.unknown_key", misspelt.Text), Spelling.Suggest(misspelt.Text, known.Keys));
        return Refuse(map, new("problem.one_of_keys", string.Join(", ", known.Keys)));
    }

    private Definition Filled(Node node, DefinitionShape shape, IReadOnlyList<(TextNode Key, Node Value)> pairs)
    {
        var definition = Empty(shape);
        var places = new Dictionary<string, Location>(StringComparer.Ordinal);
        var unread = new HashSet<string>((node as MapNode)?.Twice ?? [], StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            places[key.Text] = key.At;
            foreach (var name in NamesIn(value)) places.TryAdd($"{key.Text}.{name.Text}", name.At);
            if (!shape.ByKey.TryGetValue(key.Text, out var member)) unread.Add(UnknownKey(key, shape, pairs));
            else unread.UnionWith(Put(definition, member, value));
        }
        bool IsMissing(DefinitionMember member) => member.Required && !places.ContainsKey(member.Key)
            && (member.InPlaceOf is null || !places.ContainsKey(member.InPlaceOf));
        foreach (var missing in shape.Members.Where(member => IsMissing(member) && unread.Add(member.Key)))
            Refuse(node, new("problem.missing", missing.Key));
        return definition with { At = node.At, KeysAt = places, Unparsed = unread };
    }

    // Bypasses `required`, so that missing members are reported together with all other problems.
    private static Definition Empty(DefinitionShape shape)
    {
        var definition = (Definition)Activator.CreateInstance(shape.Type)!;
        foreach (var member in shape.Members.Where(member => member.Required))
            if (member.Property.PropertyType.IsGenericType)
                member.Property.SetValue(definition, EmptyCollection(member.Property.PropertyType));
        return definition;
    }

    private static object EmptyCollection(Type type) =>
        type.GenericTypeArguments is [var item] ? NewList(item) : NewMap(type.GenericTypeArguments[1]);

    /// <summary>Reports an unknown key. Returns the missing key that was probably meant, or <see cref="Definition.Anything"/>.</summary>
    private string UnknownKey(TextNode key, DefinitionShape shape, IReadOnlyList<(TextNode Key, Node Value)> pairs)
    {
        Refuse(key, new("problem.unknown_key", key.Text), Spelling.Suggest(key.Text, shape.ByKey.Keys));
        return Spelling.Nearest(key.Text, shape.ByKey.Keys) is { } meant && !pairs.Any(pair => pair.Key.Text == meant) ? meant
            : Definition.Anything;
    }

    /// <summary>Sets a member of a record. Returns its unparsed keys.</summary>
    private IEnumerable<string> Put(Definition definition, DefinitionMember member, Node value)
    {
        var bound = Value(value, member.Property.PropertyType, member);
        if (bound is not null) member.Property.SetValue(definition, bound);
        return bound switch
        {
            null => [member.Key],
            IDictionary map => value is ListNode { Items: var items } && items.Any(item => item is ListNode or TextNode { IsEmpty: true })
                ? [member.Key]
                : NamesIn(value).Where(name => !map.Contains(name.Text)).Select(name => $"{member.Key}.{name.Text}")
                    .Concat(((value as MapNode)?.Twice ?? []).Select(name => $"{member.Key}.{name}")),
            IList list => list.Count < ((value as ListNode)?.Items.Count ?? 1) ? [member.Key] : [],
            _ => [],
        };
    }

    private static IEnumerable<TextNode> NamesIn(Node node) => node switch
    {
        MapNode map => map.Pairs.Select(pair => pair.Key),
        ListNode list => list.Items.SelectMany(item => item is TextNode name ? [name] : NamesIn(item)),
        _ => [],
    };

    private object? Refuse(Node at, Message message, Message? suggestion = null)
    {
        problems.Add(new(at.At, message, suggestion));
        return null;
    }
}
