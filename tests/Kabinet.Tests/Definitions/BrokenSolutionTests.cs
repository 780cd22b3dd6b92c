using Kabinet.Engine.Definitions;

namespace Kabinet.Tests.Definitions;

public class BrokenSolutionTests
{
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("KABINET_TEST_ROUNDS"), out var rounds) ? rounds : 100;

    [Fact]
    public void However_a_solution_is_damaged_it_is_told_by_problems_and_never_by_another_exception()
    {
        var random = new Random(20261121);
        var folder = Path.Combine(TestSolutions.Root(), "solutions", "replanning");
        var whole = new[] { "solution.yaml" }.Concat(new[] { "entities", "notices", "pages", "roles" }.SelectMany(part => Directory.EnumerateFiles(Path.Combine(folder, part)).Select(path => $"{part}/{Path.GetFileName(path)}")))
            .Order(StringComparer.Ordinal).ToDictionary(path => path, path => File.ReadAllText(Path.Combine(folder, path)));
        for (var round = 0; round < Rounds; round++)
        {
            var path = whole.Keys.ElementAt(random.Next(whole.Count));
            var damaged = Damaged(whole[path], random);
            Should.NotThrow(() => TestSolutions.ProblemsOf(() => SolutionLinker.Link(SolutionReader.Read(new Dictionary<string, string>(whole) { [path] = damaged }), 1)), $"{path}:\n{damaged}");
        }
    }

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
