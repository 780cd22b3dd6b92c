using System.Text.RegularExpressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Solutions;

public partial class ProblemWordsTests
{
    [Theory]
    [InlineData("", "entities/thing.yaml:3: Нет сущности «usr» (возможно, вы имели в виду «user»)",
        "entities/thing.yaml:4: thing: нет поля «nam»: «nam = 1», знак 1 (возможно, вы имели в виду «name»)",
        "entities/thing.yaml:5: Здесь нужно число, а не «many»",
        "solution.yaml:3: Нет часового пояса «Moscow» (пояса называются вида Europe/Moscow)")]
    [InlineData("language: en\n", "entities/thing.yaml:3: There is no entity 'usr' (did you mean 'user'?)",
        "entities/thing.yaml:4: thing has no field “nam”: 'nam = 1', character 1 (did you mean 'name'?)",
        "entities/thing.yaml:5: A number is expected here, not 'many'",
        "solution.yaml:3: There is no time zone 'Moscow' (zones are called like Europe/Moscow)")]
    public void Problems_are_told_in_the_language_of_the_solution(string language, params string[] lines) =>
        Should.Throw<SolutionException>(() =>
            TestSolutions.Link(("solution.yaml", $"solution: test\ntitle: Test\ntime_zone: Moscow\n{language}"),
            ("entities/thing.yaml",
                "entity: thing\nfields:\n  owner: { kind: ref, to: usr }\n  late: { kind: yes_no, computed: nam = 1 }\n  name: { kind: "
                + "number, min: many }\n")))
            .Message.Split(Environment.NewLine).ShouldBe(lines);

    [Fact]
    public void Every_problem_that_can_be_told_has_words_and_every_word_is_used()
    {
        var told = Directory.EnumerateFiles(Path.Combine(TestSolutions.Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Key().Matches(File.ReadAllText(file))).Select(match => match.Groups["key"].Value);
        var named = new[] { "ask", "entity", "file_group", "notice", "page", "role", "state", "transition", "way_back" }
            .Select(kind => $"problem.no.{kind}");
        Texts.Catalogue.Keys.Where(key => key.StartsWith("problem.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(told.Concat(named).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"(?<key>problem\\.[a-z_.]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();
}
