using Kabinet.Web.Blocks;

namespace Kabinet.Web.Tests.Pages;

public sealed class VerbFormTests
{
    [Theory]
    [InlineData("Жанна Щёголева", 2)]
    [InlineData("Марина Алёшина", 2)]
    [InlineData("Инна Цой", 2)]
    [InlineData("Дарья Ким", 2)]
    [InlineData("Фёдор Чернышёв", 1)]
    [InlineData("Константин Орлов", 1)]
    [InlineData("Илья Бондаренко", 1)]
    [InlineData("Вадим Семёнович Крыжановский", 1)]
    [InlineData("Менеджер", 1)]
    [InlineData("", 1)]
    public void A_verb_agrees_with_the_name(string name, int form) => VerbForm.Of(name).ShouldBe(form);
}
