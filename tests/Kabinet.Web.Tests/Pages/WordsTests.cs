using System.Globalization;
using Kabinet.Web.Blocks;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Tests.Pages;

public class WordsTests
{
    private static readonly DateTime Now = new(2026, 11, 21, 21, 30, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("2026-11-22", "сегодня")]
    [InlineData("2026-11-23", "завтра")]
    [InlineData("2026-11-21", "вчера")]
    [InlineData("2026-12-03", "3\u00a0дек")]
    [InlineData("2027-05-09", "9\u00a0мая\u00a02027")]
    public void A_day_is_said_as_people_say_it_in_the_zone_of_the_solution(string day, string words) =>
        Days("ru").Say(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ShouldBe(words);

    [Theory]
    [InlineData(0, "только что")]
    [InlineData(-5, "5 минут назад")]
    [InlineData(-120, "вчера в 22:30")]
    [InlineData(-2 * 24 * 60, "20\u00a0ноя")]
    public void A_moment_is_said_as_people_say_it(int minutes, string words) => Days("ru").Say(Now.AddMinutes(minutes)).ShouldBe(words);

    [Theory]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](java\tscript:alert(1))")]
    [InlineData("[a](data:text/html,x)")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("![a](javascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    public void Markdown_lets_no_code_through(string text)
    {
        var html = Markdown.Html(text).ToString()!;
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img src=x");
        html.ShouldNotContain("href=\"javascript", Case.Insensitive);
        html.ShouldNotContain("src=\"javascript", Case.Insensitive);
        html.ShouldNotContain("href=\"data", Case.Insensitive);
    }

    [Fact]
    public void Markdown_keeps_ordinary_links() =>
        Markdown.Html("[Заявка](/apply), <https://example.org>").ToString()!.ShouldContain("href=\"/apply\"");

    [Theory]
    [InlineData("#ffee00")]
    [InlineData("#2f6f6a")]
    [InlineData("#000000")]
    [InlineData("not a colour")]
    public void Any_brand_colour_becomes_two_readable_accents(string accent)
    {
        var css = Brand.Stylesheet(accent);
        css.ShouldContain("[data-bs-theme=\"dark\"]");
        css.ShouldNotContain("not a colour");
        foreach (var (colour, surface) in new[] { (After(css, "--accent:", 0), "#ffffff"), (After(css, "--accent:", 1), "#16191d") })
            Contrast(colour, surface).ShouldBeGreaterThan(4.5);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0",
        "Edge, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile "
        + "Safari/604.1", "Safari, iPhone")]
    [InlineData("curl/8.5.0", "curl/8.5.0")]
    public void A_device_has_a_name_that_a_person_knows(string agent, string name) => Devices.NameOf(agent).ShouldBe(name);

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData(null)]
    public void An_address_that_is_not_ours_is_the_root(string? address) => PageAddress.Parse(address).ToString().ShouldBe("/");

    [Fact]
    public void An_address_keeps_what_is_not_changed_and_forgets_what_is_removed()
    {
        var address = PageAddress.Parse("/list?status=new&status=done&q=%D1%91%D0%BB%D0%BA%D0%B0&after=x");
        address.All("status").ShouldBe(["new", "done"]);
        address["q"].ShouldBe("ёлка");
        address.With("status", "new").Without("after", "q").ToString().ShouldBe("/list?status=new");
    }

    private static DayWords Days(string language) =>
        new(language, CultureInfo.GetCultureInfo("ru-RU"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"), Now);

    private static string After(string css, string key, int index) => css.Split(key)[index + 1][..7];

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Part(int at) => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0 is var part
            && part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5);
    }
}
