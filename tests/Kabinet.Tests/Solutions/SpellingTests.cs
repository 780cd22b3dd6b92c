using Kabinet.Engine.Model;

namespace Kabinet.Tests.Solutions;

public class SpellingTests
{
    [Theory]
    [InlineData("feilds", "fields")]
    [InlineData("title", "title")]
    [InlineData("requird", "required")]
    [InlineData("acess", "access")]
    public void A_slip_of_the_hand_is_guessed(string word, string meant) =>
        Spelling.Nearest(word, ["fields", "title", "required", "access"]).ShouldBe(meant);

    [Fact]
    public void Another_word_is_not_guessed() => Spelling.Suggest("colour", ["fields", "title"]).ShouldBeNull();
}
