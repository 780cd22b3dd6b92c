using Kabinet.Engine;

namespace Kabinet.Tests.Core;

public class TextsTests
{
    [Fact]
    public void Every_text_is_written_in_russian_and_english() =>
        Texts.Catalogue.Where(text => !text.Value.ByLanguage.ContainsKey("ru") || !text.Value.ByLanguage.ContainsKey("en")).Select(text => text.Key).ShouldBeEmpty();
}
