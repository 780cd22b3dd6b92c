namespace Kabinet.Tests.Solutions;

/// <summary>What is wrong with effects is told where they are defined.</summary>
public class EffectLinkingTests
{
    private const string Clerk = "role: clerk\ntitle: Clerk\n";

    [Fact]
    public void A_circle_of_taken_steps_is_told_with_the_whole_way_round() =>
        Problems(
            ("order", "close | effects: [{ take: fold, on: lines }]"),
            ("line", "fold | effects: [{ take: hand, on: box }]"),
            ("box", "hand | effects: [{ take: close, on: order }]")).ShouldBe([
            "order: The transition 'order.close' takes itself through other records: order.close → line.fold → box.hand → order.close",
            "line: The transition 'line.fold' takes itself through other records: line.fold → box.hand → order.close → line.fold",
            "box: The transition 'box.hand' takes itself through other records: box.hand → order.close → line.fold → box.hand"],
            ignoreOrder: true);

    [Fact]
    public void A_step_that_only_leads_into_a_circle_is_not_told() =>
        Problems(
            ("order", "close | effects: [{ take: fold, on: lines }]"),
            ("line", "fold | effects: [{ take: fold, on: next }]")).ShouldHaveSingleItem()
            .ShouldContain("line.fold → line.fold");

    [Fact]
    public void Too_long_a_chain_is_told_by_the_step_that_makes_it_too_long()
    {
        var steps = Enumerable.Range(1, 9).Select(i => $"s{i} | effects: [{{ take: s{i + 1}, on: next }}]").Append("s10 |");
        Problems(("line", string.Join('\n', steps))).ShouldHaveSingleItem()
            .ShouldContain("line.s2 → line.s3 → line.s4 → line.s5 → line.s6 → line.s7 → line.s8 → line.s9 → line.s10");
    }

    [Theory]
    [InlineData("{ take: clos, on: order }", "There is no transition 'clos' (did you mean 'close'?)")]
    [InlineData("{ take: close, on: ordr }", "'line' has no reference or way back 'ordr' (did you mean 'order'?)")]
    [InlineData("{ take: close, on: title }", "'title' leads to no record: a reference or a way back is expected")]
    [InlineData("{ take: close, on: title.order }", "title.order")]
    [InlineData("{ take: ask, on: order }", "The transition 'ask' requires 'amount': add it to 'values'")]
    [InlineData("{ take: ask, on: order }", "The transition 'ask' requires a comment: give 'comment'")]
    [InlineData("{ take: close, on: order, values: { amont: \"1\" } }", "The transition does not ask for 'amont'")]
    [InlineData("{ take: ask, on: order, comment: title, values: { amont: \"1\", amount: \"1\" } }",
        "The transition does not ask for 'amont' (did you mean 'amount'?)")]
    [InlineData("{ take: ask, on: order, comment: title, values: { amount: title } }", "Expected a number, found a text")]
    [InlineData("{ take: close, on: order, where: \"titel = 'A'\" }", "titel")]
    [InlineData("{ update: ordr, values: { title: title } }", "'line' has no reference or way back 'ordr'")]
    [InlineData("{ update: order, values: { title: outer.titel } }", "titel")]
    [InlineData("{ update: order }", "The effect writes nothing")]
    [InlineData("{ create: order, find: \"title = outer.titel\", values: { title: title } }", "titel")]
    public void An_effect_that_cannot_be_linked_is_told_at_its_place(string effect, string told) =>
        Problems(("order", "close |\nask | ask: { amount: { input: { kind: number } }, comment: {} }"),
            ("line", $"fold | effects: [{effect}]")).ShouldContain(problem => problem.Contains(told, StringComparison.Ordinal));

    [Theory]
    [InlineData("kind: ref, to: order, required: true", "'required' is not needed: a dialog demands its input")]
    [InlineData("kind: money, expected: true", "'expected' is not needed: a dialog demands its input")]
    [InlineData("kind: date, default: = @today", "A dialog starts with 'suggest' beside 'input', not with 'default'")]
    [InlineData("kind: text, search: true", "'search' means nothing for an input of kind text")]
    public void What_a_field_says_and_an_input_cannot_is_refused_with_what_an_input_says_instead(string input, string told) =>
        Problems(("line", $"ask | ask: {{ amount: {{ input: {{ {input} }} }} }}")).ShouldHaveSingleItem().ShouldContain(told);

    private static List<string> Problems(params (string Entity, string Transitions)[] written)
    {
        var files = written.Select(pair => ($"entities/{pair.Entity}.yaml", Entity(pair.Entity, pair.Transitions)))
            .Concat(new[] { "order", "line", "box" }.Except(written.Select(pair => pair.Entity))
                .Select(entity => ($"entities/{entity}.yaml", Entity(entity, "go |"))))
            .Append(("roles/clerk.yaml", Clerk)).ToArray();
        return [.. TestSolutions.Problems(files).Select(problem => problem.Split(':', 3))
            .Select(parts => $"{Path.GetFileNameWithoutExtension(parts[0])}:{parts[2]}")];
    }

    private static string Entity(string key, string transitions) => $$"""
        entity: {{key}}
        title: {{key}}
        fields:
          title: { kind: text }
          order: { kind: ref, to: order{{(key == "line" ? ", inverse: lines" : "")}} }
          box: { kind: ref, to: box }
          next: { kind: ref, to: {{key}} }
        lifecycle:
          states: { on: { title: On, final: true } }
          transitions:
            {{Written(transitions)}}
        access: { clerk: { read: true } }
        """;

    private static string Written(string transitions) => string.Join("\n    ", transitions.Split('\n').Select(line => line.Split('|'))
        .Select(parts => $"{parts[0].Trim()}: {{ title: Go, from: [on], to: same, by: [clerk], {parts[1].Trim()} }}"));
}
