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
    [InlineData("olga.petrova12")]
    [InlineData("avortep.aglo")]
    [InlineData("kabinet-demo")]
    [InlineData("Kabinet-Demo1")]
    [InlineData("Password123!")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("iloveyou2026")]
    [InlineData("monkey dragon")]
    [InlineData("qwertyuiop[]")]
    [InlineData("йцукенгшщз12")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("poiuytrewq")]
    [InlineData("abcdefghij")]
    [InlineData("Пароль2026!")]
    [InlineData("gfhjkm12345")]
    [InlineData("79161234567")]
    [InlineData("абвгдабвгд")]
    [InlineData("\uff50assword123")]
    public void A_password_that_is_tried_first_is_refused(string password) => PasswordPolicy.Refuse(password, Olga).ShouldNotBeNull();

    [Theory]
    [InlineData("верблюд идёт на работу")]
    [InlineData("correct horse battery")]
    [InlineData("another phrase")]
    [InlineData("Лето на даче в 2026")]
    public void A_long_phrase_is_good(string password) => PasswordPolicy.Refuse(password, Olga).ShouldBeNull();
}
