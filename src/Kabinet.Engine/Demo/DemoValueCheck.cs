using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Demo;

/// <summary>Checks values of a demo file: fields, names of records, options, values of the story, lists.</summary>
/// <param name="entity">Entity of the record that gets them.</param>
/// <param name="names">What the files name.</param>
/// <param name="problems">Receives the problems.</param>
internal sealed class DemoValueCheck(Entity entity, DemoNames names, List<Problem> problems)
{
    /// <summary>Entity of the record that <c>{ of: field }</c> takes a value from; null where there is no such record yet.</summary>
    public Entity? Owner { get; init; }

    /// <summary>Checks the fields of a record.</summary>
    public void Judge(IReadOnlyDictionary<string, Node> values, Location at, DemoStory? story)
    {
        foreach (var (key, node) in values)
            if (entity.Find(key) is { IsSystem: false, Computed: null } field) Judge(field, node, story);
            else Refuse(node.At.Line > 0 ? node.At : at, new("problem.no_field", entity.Key, key), Spelling.Suggest(key, Written));
    }

    /// <summary>Checks the inputs of a transition.</summary>
    public void Judge(Transition transition, IReadOnlyDictionary<string, Node> values, Location at, DemoStory story)
    {
        foreach (var (key, node) in values)
            if (transition.Asks.FirstOrDefault(ask => ask.Key == key) is { } ask) Judge(ask.Field, node, story);
            else Refuse(node.At.Line > 0 ? node.At : at, new("problem.demo.not_asked", transition.Key, key),
                Spelling.Suggest(key, transition.Asks.Select(asked => asked.Key)));
    }

    /// <summary>Checks one value; a null field takes any text.</summary>
    public void Judge(Field? field, Node node, DemoStory? story)
    {
        switch (node)
        {
            case TextNode { IsEmpty: true }: break;
            case TextNode { Text: ['$', ..] text } when story is not null && DemoValues.NamesIn(text) is [var only]
                && only.Length + 1 == text.Length:
                if (JudgeGiven(only, node.At, story) is { } given) Judge(field, given, story);
                break;
            case TextNode text:
                if (story is not null) foreach (var name in DemoValues.NamesIn(text.Text)) JudgeGiven(name, node.At, story);
                if (!text.Text.Contains('$', StringComparison.Ordinal)) JudgeText(field, text.Text, node.At, story is not null);
                break;
            case MapNode { Pairs: [({ Text: "pick" }, TextNode list)] } when story is not null: JudgePick(field, list); break;
            case MapNode map when DemoShare.Of(map) is { } share: JudgeShare(map, share); break;
            default: Refuse(node.At, new("problem.demo.value", node.Called)); break;
        }
    }

    /// <summary>Checks a list of texts, or a single one.</summary>
    public void JudgeAll(Node node, DemoStory story)
    {
        foreach (var item in Resolved(node, story) is ListNode list ? list.Items : [node]) Judge(null, item, story);
    }

    /// <summary>Checks rows of a collection: a list of new rows, or what to add, change and remove.</summary>
    public void JudgeRows(Node node, DemoStory story)
    {
        if (Resolved(node, story) is MapNode changes) JudgeChanges(changes, story);
        else if (Resolved(node, story) is ListNode list) foreach (var item in list.Items) JudgeRow(item, story);
        else if (node is not TextNode { Text: ['$', ..] }) Refuse(node.At, new("problem.demo.rows", node.Called));
    }

    /// <summary>Checks that the story gives a value.</summary>
    public Node? JudgeGiven(string name, Location at, DemoStory story)
    {
        if (story.Find(name) is { } given) return given;
        Refuse(at, new("problem.demo.no_value", name),
            Spelling.Suggest(name, story.Definition.With.Keys.Concat(story.Template.Defaults.Keys)));
        return null;
    }

    private IEnumerable<string> Written =>
        entity.Fields.Where(known => known is { IsSystem: false, Computed: null }).Select(known => known.Key);

    private void JudgeChanges(MapNode changes, DemoStory story)
    {
        foreach (var (key, value) in changes.Pairs)
            if (!DemoRows.Changes.Contains(key.Text))
                Refuse(key.At, new("problem.unknown_key", key.Text), Spelling.Suggest(key.Text, DemoRows.Changes));
            else if (value is not ListNode rows) Refuse(value.At, new("problem.demo.rows", value.Called));
            else foreach (var row in rows.Items)
                if (key.Text != DemoRows.Change) JudgeRow(row, story);
                else if (row is MapNode { Pairs: [({ Text: DemoRows.Where }, var which), ({ Text: DemoRows.Set }, var set)] })
                {
                    JudgeRow(which, story);
                    JudgeRow(set, story);
                }
                else Refuse(row.At, new("problem.demo.change", "{ where: {…}, set: {…} }"));
    }

    private void JudgeRow(Node row, DemoStory story)
    {
        if (row is MapNode map)
            Judge(map.Pairs.ToDictionary(pair => pair.Key.Text, pair => pair.Value, StringComparer.Ordinal), map.At, story);
        else Refuse(row.At, new("problem.demo.row", row.Called));
    }

    private void JudgeShare(MapNode map, DemoShare share)
    {
        foreach (var (key, _) in map.Pairs.Where(pair => !DemoShare.Keys.Contains(pair.Key.Text)))
            Refuse(key.At, new("problem.unknown_key", key.Text), Spelling.Suggest(key.Text, DemoShare.Keys));
        if (Owner is null) Refuse(map.At, new("problem.demo.of_nothing"));
        else if (Owner.Find(share.Field.Text) is not { } field)
            Refuse(share.Field.At, new("problem.no_field", Owner.Key, share.Field.Text),
                Spelling.Suggest(share.Field.Text, Owner.Fields.Select(known => known.Key)));
        else if (share.Share is not null && field.Type.Kind != ValueKind.Number)
            Refuse(share.Share.At, new("problem.demo.share_of", share.Field.Text), new("problem.hint.no_share", share.Field.Text));
        else if (share.Share is not null && share.Number is null)
            Refuse(share.Share.At, new("problem.demo.share", share.Share.Text));
    }

    private void JudgePick(Field? field, TextNode list)
    {
        if (!names.Lists.TryGetValue(list.Text, out var options))
            Refuse(list.At, new("problem.demo.no_list", list.Text), Spelling.Suggest(list.Text, names.Lists.Keys));
        else foreach (var option in options.Where(option => !option.Contains('$', StringComparison.Ordinal)))
            JudgeText(field, option, list.At, isTold: true);
    }

    private void JudgeText(Field? field, string text, Location at, bool isTold)
    {
        if (field?.To is { } to && !names.Records.Contains((to.Key, text)))
            Refuse(at, new("problem.demo.no_record", to.Key, text),
                Spelling.Suggest(text, names.Records.Where(known => known.Entity == to.Key).Select(known => known.Name)));
        else if (!isTold && field?.To is { } target && !names.Before.Contains((target.Key, text)))
            Refuse(at, new("problem.demo.told_later", text));
        else if (field is { Type.Kind: ValueKind.Choice } && !field.Choices.ContainsKey(text))
            Refuse(at, new("problem.none_of", text, string.Join(", ", field.Choices.Keys)), Spelling.Suggest(text, field.Choices.Keys));
    }

    private static Node? Resolved(Node node, DemoStory story) =>
        node is TextNode { Text: ['$', .. var name] } ? story.Find(name) : node;

    private void Refuse(Location at, Message message, Message? suggestion = null) => problems.Add(new(at, message, suggestion));
}
