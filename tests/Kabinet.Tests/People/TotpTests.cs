using Kabinet.Engine.People;

namespace Kabinet.Tests.People;

public class TotpTests
{
    // The secret of the examples of RFC 6238, "12345678901234567890", in base 32; its codes of eight digits cut to six.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void It_makes_the_codes_of_the_standard(long seconds, string code) =>
        Totp.CodeOf(Secret, Totp.StepOf(DateTime.UnixEpoch.AddSeconds(seconds))).ShouldBe(code);

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_clock_may_be_wrong_by_one_step(int seconds, bool fits)
    {
        var now = DateTime.UnixEpoch.AddSeconds(1234567890);
        var code = Totp.CodeOf(Secret, Totp.StepOf(now.AddSeconds(seconds)));
        (Totp.Match(Secret, code, now, 0) is not null).ShouldBe(fits);
    }

    [Fact]
    public void A_code_already_used_fits_no_more()
    {
        var now = DateTime.UnixEpoch.AddSeconds(1234567890);
        var step = Totp.StepOf(now);
        Totp.Match(Secret, Totp.CodeOf(Secret, step), now, step).ShouldBeNull();
    }
}
