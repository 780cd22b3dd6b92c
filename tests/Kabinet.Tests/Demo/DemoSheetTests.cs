using Kabinet.Engine.Demo;
using Kabinet.Engine.Model;

namespace Kabinet.Tests.Demo;

public sealed class DemoSheetTests
{
    [Fact]
    public void A_line_goes_from_corner_to_corner_and_keeps_its_thickness()
    {
        var sheet = DemoSheet.Of(new() { Thick = ["60,60 740,60 740,540"], Thin = ["60,260 340,260"] });

        sheet.Strokes.ShouldBe([new(60, 60, 740, 60, true), new(740, 60, 740, 540, true), new(60, 260, 340, 260, false)]);
    }

    [Theory]
    [InlineData("60,60")]
    [InlineData("")]
    [InlineData("60,60 70,70")]
    [InlineData("60,60 900,60")]
    [InlineData("60,60 -5,60")]
    [InlineData("60,60 x,60")]
    [InlineData("60,60 70")]
    [InlineData("60,60 70,60,80")]
    [InlineData("60,60 99999999999,60")]
    public void What_is_no_line_on_the_sheet_is_refused_by_its_text(string line)
    {
        var problem = Should.Throw<SolutionException>(() => DemoSheet.Of(new() { Thin = [line] })).Problems.ShouldHaveSingleItem();

        problem.Message.Key.ShouldBe("problem.demo.line");
        problem.Message.Arguments[0].ShouldBe(line);
    }

    [Theory, InlineData("a.png", new byte[] { 0x89, (byte)'P' }), InlineData("a.pdf", new[] { (byte)'%', (byte)'P' })]
    public void A_file_is_drawn_by_the_end_of_its_name_even_without_a_drawing(string name, byte[] start)
    {
        var drawn = DemoFile.Draw(name, DemoSheet.Page(new(1)));

        drawn[..2].ShouldBe(start);
        drawn.ShouldBe(DemoFile.Draw(name, DemoSheet.Page(new(1))));
        drawn.ShouldNotBe(DemoFile.Draw(name, DemoSheet.Page(new(2))));
    }
}
