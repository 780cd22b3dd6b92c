using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Writing;
using Kabinet.Tests.Expressions;

namespace Kabinet.Tests.Storage.Writing;

public class MagnitudeTests
{
    [Theory]
    [InlineData("7", 7)]
    [InlineData("-7", 7)]
    [InlineData("1.25", 125)]
    [InlineData("1.25 + 1", 225)]
    [InlineData("1 - 1.25", 225)]
    [InlineData("1.5 * 2", 30)]
    [InlineData("round(1.5, 3)", 1500)]
    public void A_number_is_as_great_as_it_is_written_in_units_of_its_scale(string text, long magnitude) => Of(text).ShouldBe(magnitude);

    [Theory]
    [InlineData("price")]
    [InlineData("price + price")]
    [InlineData("9 * price")]
    [InlineData("-price")]
    [InlineData("length(address)")]
    [InlineData("count(lines)")]
    [InlineData("999999999999")]
    public void What_always_fits_64_bits_needs_no_check(string text) => Magnitude.Fits(Of(text)).ShouldBeTrue();

    [Theory]
    [InlineData("rooms + 1")]
    [InlineData("-rooms")]
    [InlineData("10 * price")]
    [InlineData("price * price")]
    [InlineData("rooms * rooms * rooms")]
    [InlineData("price + 0.000001")]
    public void What_may_be_greater_is_checked_while_it_runs(string text) => Magnitude.Fits(Of(text)).ShouldBeFalse();

    [Fact]
    public void A_computed_field_is_as_great_as_what_it_is_computed_of() => Of("debt").ShouldBe(Of("paid - price"));

    private static decimal Of(string text) => Magnitude.Of(Bureau.Check(text));
}
