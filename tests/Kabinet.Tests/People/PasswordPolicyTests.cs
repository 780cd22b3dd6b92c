using Kabinet.Engine.People;

namespace Kabinet.Tests.People;

public class PasswordPolicyTests
{
    private static readonly Person Olga = new(1, "olga", "Ольга", "olga.petrova@example.org", null, null, null);

    [Fact]
    public void A_password_given_once_is_itself_good_and_never_the_same()
    {
        var given = Enumerable.Range(0, 200).Select(_ => PasswordPolicy.OneTime()).ToList();
        given.Distinct().Count().ShouldBe(200);
        given.ShouldAllBe(password => PasswordPolicy.Refuse(password, Olga) == null);
    }

    [Theory]
    [InlineData("девять зн")]
    [InlineData("0123456789")]
    [InlineData("абабабабабаб")]
    [InlineData("olga.petrova@example.org")]
    public void A_password_that_is_tried_first_is_refused(string password) => PasswordPolicy.Refuse(password, Olga).ShouldNotBeNull();

    [Theory]
    [InlineData("верблюд идёт на работу")]
    [InlineData("correct horse battery")]
    public void A_long_phrase_is_good(string password) => PasswordPolicy.Refuse(password, Olga).ShouldBeNull();
}
