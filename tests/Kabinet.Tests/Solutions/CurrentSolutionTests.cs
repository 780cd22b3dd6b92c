using Kabinet.Engine.Model;

namespace Kabinet.Tests.Solutions;

public class CurrentSolutionTests
{
    private static Solution Titled(string title) => TestSolutions.Link(("solution.yaml", $"solution: test\ntitle: {title}\n"));

    [Fact]
    public void Definitions_that_fail_to_link_leave_the_old_ones_serving()
    {
        var current = new CurrentSolution(Titled("Old"));
        Should.Throw<SolutionException>(() => current.Swap(Titled("{ de: Neu }")));
        current.Value.Settings.Title.In("ru").ShouldBe("Old");
    }

    [Fact]
    public void Whoever_holds_the_old_definitions_finishes_with_them()
    {
        var current = new CurrentSolution(Titled("Old"));
        var held = current.Value;
        current.Swap(Titled("New"));
        held.Settings.Title.In("ru").ShouldBe("Old");
        current.Value.Settings.Title.In("ru").ShouldBe("New");
    }
}
