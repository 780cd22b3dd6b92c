namespace Kabinet.Architecture.Tests;

public sealed class LongLinesTests
{
    [Fact]
    public void No_line_is_longer_than_140_characters() =>
        Sources.Read([".cs", ".cshtml", ".js", ".css", ".md", ".yaml", ".sh"], "src", "tests", "bench", "docs", "solutions",
            "README.md", "README.ru.md", "STYLE.md", "CONTRIBUTING.md", "test.sh").SelectMany(LongLines.In).ShouldBeEmpty();

    [Theory, InlineData("a.cs", 140, false), InlineData("a.cs", 141, true), InlineData("a.md", 141, true), InlineData("b.yaml", 200, true)]
    public void A_longer_line_is_refused(string path, int length, bool refused) =>
        LongLines.In(new(path, new string('x', length))).Any().ShouldBe(refused);

    [Fact]
    public void A_row_of_a_table_in_a_paper_may_be_long() => LongLines.In(new("a.md", "| " + new string('x', 200))).ShouldBeEmpty();
}
