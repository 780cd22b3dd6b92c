using System.Text.RegularExpressions;
using Kabinet.Engine;
using Kabinet.Engine.Solutions;

namespace Kabinet.Tests.Solutions;

public partial class BrokenSolutionTests
{
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("KABINET_TEST_ROUNDS"), out var rounds) ? rounds
        : 100;

    [Fact]
    public void However_a_solution_is_damaged_it_is_told_by_problems_and_never_by_another_exception()
    {
        var random = new Random(20261121);
        var whole = Whole();
        for (var round = 0; round < Rounds; round++)
        {
            var path = whole.Keys.ElementAt(random.Next(whole.Count));
            var damaged = Damaged(whole[path], random);
            Should.NotThrow(() =>
                TestSolutions.ProblemsOf(() =>
                SolutionLinker.Link(SolutionReader.Read(new Dictionary<string, string>(whole) { [path] = damaged }, PlatformKinds.All), 1,
                PlatformKinds.All)), $"{path}:\n{damaged}");
        }
    }

    [Fact]
    public void A_file_that_cannot_be_read_neither_hides_a_problem_of_another_nor_causes_one()
    {
        var whole = Whole();
        foreach (var (path, text) in whole)
            ProblemsOf(whole, path, text + "\n[")
                .ShouldAllBe(problem => problem == Stray || problem.StartsWith($"{path}:") && problem.Contains("Not valid YAML"), path);
    }

    [Theory]
    [InlineData("misspelt")]
    [InlineData("strange")]
    [InlineData("nonsense")]
    public void What_cannot_be_read_causes_no_problem_besides_its_own(string damage)
    {
        var (random, whole, judged) = (new Random(20261122), Whole(), 0);
        for (var round = 0; round < Rounds / 2; round++)
        {
            var path = whole.Keys.ElementAt(random.Next(whole.Count));
            var places = (damage == "nonsense" ? Value() : Key()).Matches(whole[path]);
            var place = places[random.Next(places.Count)];
            var damaged = whole[path].Remove(place.Index, place.Length).Insert(place.Index, damage switch
            {
                "misspelt" => string.Concat(place.Value[..1], place.Value[2..3], place.Value[1..2], place.Value[3..]),
                "strange" => "qqqqqqqqqqqq",
                _ => "[[x]]",
            });
            // A name that the solution itself gives is another name when it is written otherwise, and then there are real problems.
            var unread = SolutionReader.Read(new Dictionary<string, string>(whole) { [path] = damaged }, PlatformKinds.All).Problems.Select(
                problem => problem.ToString()).ToList();
            if (unread.Count == 0) continue;
            ProblemsOf(whole, path, damaged).ShouldBe([.. unread, Stray], ignoreOrder: true, $"{place.Value} in {path}");
            judged++;
        }
        judged.ShouldBeGreaterThan(Rounds / 8);
    }

    private const string Stray = "roles/zz.yaml:3: There is no page 'nowhere'";

    private static IReadOnlyList<string> ProblemsOf(Dictionary<string, string> whole, string path, string text)
    {
        var problems = TestSolutions.Problems(
            [.. whole.Select(file => (file.Key, file.Key == path ? text : file.Value)),
            ("roles/zz.yaml", "role: zz\ntitle: T\nhome: nowhere\n")]);
        problems.ShouldContain(Stray);
        problems.Count.ShouldBeGreaterThan(1);
        return problems;
    }

    private static Dictionary<string, string> Whole()
    {
        var folder = Path.Combine(TestSolutions.Root(), "solutions", "replanning");
        return new[] { "solution.yaml" }
            .Concat(new[] { "entities", "jobs", "notices", "pages", "roles" }
            .SelectMany(part => Directory.EnumerateFiles(Path.Combine(folder, part)).Select(path => $"{part}/{Path.GetFileName(path)}")))
            .Order(StringComparer.Ordinal).ToDictionary(path => path, path => File.ReadAllText(Path.Combine(folder, path)));
    }

    [GeneratedRegex(@"(?<=[\s{])[a-z_]{4,}(?=:\s)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"(?<=^ *[a-z_]+: )[^\s{\[|>].*$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex Value();

    private static string Damaged(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Next(lines.Count);
        switch (random.Next(5))
        {
            case 0: lines.RemoveAt(at); break;
            case 1: lines.Insert(at, lines[random.Next(lines.Count)]); break;
            case 2: lines[at] = lines[at].Length < 3 ? "" : lines[at].Remove(random.Next(lines[at].Length - 2), 2); break;
            case 3: lines[at] = lines[at].Replace("{", "[").Replace("}", "]"); break;
            default: lines[at] = string.Join(' ', lines[at].Split(' ').OrderBy(_ => random.Next())); break;
        }
        return string.Join('\n', lines);
    }
}
