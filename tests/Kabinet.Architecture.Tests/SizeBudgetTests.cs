namespace Kabinet.Architecture.Tests;

public sealed class SizeBudgetTests
{
    private static readonly Sizes Code = Sizes.Of(Sources.Read([".cs"], "src"));
    private static readonly Sizes Engine = Sizes.Of(Sources.Read([".cs"], "src/Kabinet.Engine"));

    [Fact]
    public void Files_are_short()
    {
        Code.Files.Percentile(50).ShouldBeLessThanOrEqualTo(80);
        Code.Files.Percentile(90).ShouldBeLessThanOrEqualTo(200);
        Code.Files.Beyond(400).ShouldBeEmpty();
    }

    [Fact]
    public void Methods_are_short()
    {
        Code.Methods.Percentile(50).ShouldBeLessThanOrEqualTo(6);
        Code.Methods.Percentile(90).ShouldBeLessThanOrEqualTo(20);
        Code.Methods.Percentile(99).ShouldBeLessThanOrEqualTo(50);
        Code.Methods.Beyond(80).ShouldBeEmpty();
    }

    [Fact]
    public void Methods_take_few_parameters()
    {
        Code.Parameters.Percentile(95).ShouldBeLessThanOrEqualTo(4);
        Code.Parameters.Beyond(6).ShouldBeEmpty();
    }

    [Fact]
    public void Most_types_of_the_engine_are_its_own() => (Engine.PublicTypes * 100 / Engine.Types).ShouldBeLessThanOrEqualTo(55);

    [Fact]
    public void Nothing_hides_in_a_region() => Code.Regions.ShouldBeEmpty();

    [Fact]
    public void What_is_too_long_is_told()
    {
        var method = string.Join('\n', Enumerable.Repeat("Do();", 81));
        var sizes = Sizes.Of(
            [new("a.cs", $"public class A\n{{\n    void M(int a, int b)\n    {{\n{method}\n    }}\n#region hidden\n#endregion\n}}\n")]);

        sizes.Methods.Beyond(80).ShouldBe(["a.cs:3: 81"]);
        sizes.Files.Beyond(80).ShouldBe(["a.cs: 89"]);
        sizes.Parameters.Beyond(1).ShouldBe(["a.cs:3: 2"]);
        sizes.Regions.ShouldBe(["a.cs"]);
        (sizes.Types, sizes.PublicTypes).ShouldBe((1, 1));
    }
}
