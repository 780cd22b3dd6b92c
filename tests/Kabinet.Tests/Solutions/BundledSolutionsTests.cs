namespace Kabinet.Tests.Solutions;

public class BundledSolutionsTests
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateDirectories(Path.Combine(TestSolutions.Root(), "solutions")).Select(folder => Path.GetFileName(folder)!)];

    [Theory, MemberData(nameof(Names))]
    public void Every_bundled_solution_links_without_a_problem(string name) =>
        TestSolutions.ProblemsOf(() => TestSolutions.Bundled(name)).ShouldBeEmpty();

    [Theory, MemberData(nameof(Names))]
    public void Every_bundled_solution_links_without_a_warning(string name) => TestSolutions.Bundled(name).Warnings.ShouldBeEmpty();
}
