namespace Kabinet.Architecture.Tests;

public sealed class LanguageKeysTests
{
    [Fact]
    public void Languages_are_named_in_their_registry_only() =>
        Sources.Read([".cs", ".cshtml"], "src").SelectMany(LanguageKeys.NamedIn).ShouldBeEmpty();

    [Theory]
    [InlineData("src/Kabinet.Web/A.cs", """var comma = language == "ru" ? ";" : ",";""")]
    [InlineData("src/Kabinet.Web/A.cs", """var culture = CultureInfo.GetCultureInfo("en-GB");""")]
    [InlineData("src/Kabinet.Web/A.cshtml", """<option value="en">English</option>""")]
    [InlineData("src/Kabinet.Web/A.cs", """var address = "/run";""", false)]
    [InlineData("src/Kabinet.Web/A.cs", """// The language "ru" has three plural forms.""", false)]
    [InlineData("src/Kabinet.Engine/Words/Languages.cs", """const string Default = "ru";""", false)]
    public void A_language_named_elsewhere_is_refused(string path, string code, bool refused = true) =>
        LanguageKeys.NamedIn(new(path, code)).Any().ShouldBe(refused);
}
