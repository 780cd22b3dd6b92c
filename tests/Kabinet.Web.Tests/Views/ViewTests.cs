using Kabinet.Web.Views;

namespace Kabinet.Web.Tests.Views;

public sealed class ViewTests
{
    [Fact]
    public void An_attribute_without_a_value_is_left_out_and_a_true_one_bears_its_name() =>
        Drawn(view => { view.Attribute("checked", true); view.Attribute("hidden", false); view.Attribute("href", (object?)null);
            view.Attribute("title", "a\"b"); })
            .ShouldBe(" checked=\"checked\" title=\"a&quot;b\"");

    [Fact]
    public void An_attribute_of_several_values_keeps_those_that_are_there() =>
        Drawn(view => view.Attribute("class", "panel", null, "is-late")).ShouldBe(" class=\"panel is-late\"");

    [Fact]
    public void Text_is_encoded_and_markup_is_not() =>
        Drawn(view => { view.Value("<"); view.Value(Html.Made("<hr>")); view.Value(null); view.Value(7); }).ShouldBe("&lt;<hr>7");

    [Fact]
    public void A_view_that_waits_is_refused() =>
        Should.Throw<InvalidOperationException>(() => Drawn(new Waiting())).Message.ShouldContain(nameof(Waiting));

    [Fact]
    public void What_a_view_throws_comes_out_as_it_is() =>
        Should.Throw<TimeoutException>(() => Drawn(_ => throw new TimeoutException()));

    [Fact]
    public void A_view_that_does_not_exist_is_named() =>
        Should.Throw<ArgumentException>(() => ViewCatalogue.Make("/Views/Nowhere.cshtml")).Message.ShouldContain("/Views/Nowhere.cshtml");

    private static string Drawn(Action<Written> draw) => Drawn(new Written(draw));

    private static string Drawn(View view)
    {
        using var to = new HtmlWriter();
        view.Draw(null!, to, null);
        return System.Text.Encoding.UTF8.GetString(to.Written.Span);
    }

    /// <summary>Calls the base as the Razor compiler does.</summary>
    private sealed class Written(Action<Written> draw) : View
    {
        public override Task ExecuteAsync()
        {
            draw(this);
            return Task.CompletedTask;
        }

        public void Value(object? value) => Write(value);

        public void Attribute(string name, params ReadOnlySpan<object?> values)
        {
            BeginWriteAttribute(name, $" {name}=\"", 0, "\"", 0, values.Length);
            for (var at = 0; at < values.Length; at++) WriteAttributeValue(at == 0 ? "" : " ", 0, values[at], 0, 0, isLiteral: false);
            EndWriteAttribute();
        }

        protected override void Take(object? model) { }
    }

    private sealed class Waiting : View
    {
        public override async Task ExecuteAsync() => await new TaskCompletionSource().Task;

        protected override void Take(object? model) { }
    }
}
