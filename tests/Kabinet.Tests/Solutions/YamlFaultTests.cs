using System.Text.RegularExpressions;
using Kabinet.Engine.Model;

namespace Kabinet.Tests.Solutions;

public partial class YamlFaultTests
{
    [Theory]
    [InlineData("fields:\n  a: { kind: text }\n\tb: { kind: text }\n", 4, "отступ сделан табуляцией (в YAML отступ делают пробелами)")]
    [InlineData("fields:\n  a: {\n\t\tkind: text }\n", 4, "отступ сделан табуляцией (в YAML отступ делают пробелами)")]
    [InlineData("title: T\n\n\nfields:\n\ta: { kind: text }\n", 6, "отступ сделан табуляцией (в YAML отступ делают пробелами)")]
    [InlineData("title: a: b\n", 2, "здесь двоеточия не ждут: проверьте отступ или возьмите значение в кавычки")]
    [InlineData("title: 'T\n", 2, "кавычка не закрыта")]
    [InlineData("title: \"T\nplural: \"P\"\n", 2, "кавычка не закрыта")]
    [InlineData("plural: P\ntitle: 'T\nfields:\n  a: { kind: text, title: 'a' }\n", 3, "кавычка не закрыта")]
    [InlineData("fields:\n  a: { kind: text, title: \"A }\n  b: { kind: text }\n", 3, "кавычка не закрыта")]
    [InlineData("title: \"T\n  of two lines\"\nplural: a: b\n", 4,
        "здесь двоеточия не ждут: проверьте отступ или возьмите значение в кавычки")]
    [InlineData("title: { ru: a, en\n", 3, "в скобках не хватает запятой или закрывающей скобки")]
    [InlineData("title: @me\n", 2, "с такого знака значение не начинается: возьмите его в кавычки")]
    [InlineData("title: 'T' x\n", 2, "ждётся «ключ: значение»: проверьте отступ, двоеточие и кавычки")]
    [InlineData("notice:\n  - a\n  b: c\n", 4, "ждётся строка списка, которая начинается с «-»: проверьте отступ")]
    [InlineData("title: - a\n", 2, "список начинается с новой строки")]
    [InlineData("title: ,\n", 2, "ожидается значение")]
    [InlineData("title: \"\\q\"\n", 2, "в двойных кавычках непонятное сочетание с \\: возьмите одинарные")]
    [InlineData("title: |x\n  b\n", 2, "после | и > на той же строке ничего не пишут")]
    [InlineData("title: &\n", 2, "якоря и ссылки на них не разрешены")]
    [InlineData("title: !<x\n", 2, "теги не разрешены")]
    [InlineData("title: T\n%YAML 1.2\n", 3, "на этом месте чтение остановилось")]
    public void A_fault_of_yaml_is_told_at_its_line_in_the_language_of_the_solution(string text, int line, string words)
    {
        var refused = Should.Throw<SolutionException>(() => TestSolutions.Link(("entities/thing.yaml", $"entity: thing\n{text}")));

        refused.Message.ShouldBe($"entities/thing.yaml:{line}: Это не YAML: {words}");
        foreach (var problem in refused.Problems)
            Latin().IsMatch(problem.Say("ru").Replace("entities/thing.yaml", "").Replace("YAML", "")).ShouldBeFalse();
    }

    [Fact]
    public void Tabs_within_a_text_are_nobodys_fault() =>
        TestSolutions.Problems(("entities/thing.yaml",
            "entity: thing\ntitle: |\n  a\tb\n  \tc\nfields: { a: { kind: text } }\n")).ShouldBeEmpty();

    [GeneratedRegex("[a-zA-Z]{2,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Latin();
}
