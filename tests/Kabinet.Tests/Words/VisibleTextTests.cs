using Kabinet.Engine.Words;

namespace Kabinet.Tests.Words;

public class VisibleTextTests
{
    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u3164\u115F")]
    [InlineData("\u2800 \u00A0")]
    [InlineData("\uFE0F")]
    [InlineData("\u202E\u202C\u2066")]
    [InlineData("\U000E0041")]
    public void What_nobody_sees_is_nothing(string text) => VisibleText.Of(text).ShouldBe("");

    [Theory]
    [InlineData("A-1\u200B", "A-1")]
    [InlineData("кир\u00ADпич", "кирпич")]
    [InlineData("\uFEFF Заи\u0306цев\u00A0", "Зайцев")]
    [InlineData("a\u202Egpj.exe", "agpj.exe")]
    [InlineData("ad\u200Dmin", "admin")]
    [InlineData("ad\uFE0Fmin", "admin")]
    public void What_is_invisible_is_not_kept(string text, string kept) => VisibleText.Of(text).ShouldBe(kept);

    [Theory]
    [InlineData("👨\u200D👩\u200D👧")]
    [InlineData("❤\uFE0F\u200D🔥")]
    [InlineData("👩🏽\u200D💻")]
    [InlineData("1\uFE0F\u20E3")]
    [InlineData("🏴\U000E0067\U000E0062\U000E007F")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("क्\u200Dष")]
    [InlineData("葛\U000E0100")]
    public void What_changes_the_drawing_stays(string text) => VisibleText.Of(text).ShouldBe(text);

    [Fact]
    public void A_letter_bears_few_marks() =>
        VisibleText.Of("Z" + new string('\u0335', 500) + "я").Length.ShouldBeLessThan(10);

    [Theory]
    [InlineData("сat", true)]
    [InlineData("ivan.иванов", true)]
    [InlineData("αdmin", true)]
    [InlineData("ivanov-1", false)]
    [InlineData("иванов_2", false)]
    [InlineData("山田たろう", false)]
    [InlineData("123", false)]
    public void A_name_of_two_scripts_is_told(string name, bool mixed) => Scripts.AreMixed(name).ShouldBe(mixed);
}
