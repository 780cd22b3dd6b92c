using Kabinet.Engine.Storage;

namespace Kabinet.Tests.Storage;

public sealed class BoundedCacheTests
{
    [Fact]
    public void Forty_thousand_others_leave_what_is_asked_for_and_no_more_than_fit()
    {
        var cache = new BoundedCache<int, string>(100);
        cache.Set(-1, "hot");
        for (var number = 0; number < 40_000; number++)
        {
            cache.Set(number, $"{number}");
            cache.TryGet(-1, out var hot).ShouldBeTrue($"after {number}");
            hot.ShouldBe("hot");
            cache.Count.ShouldBeLessThanOrEqualTo(100);
        }
        cache.TryGet(39_999, out _).ShouldBeTrue();
        cache.TryGet(0, out _).ShouldBeFalse();
    }

    [Fact]
    public void One_is_let_go_for_each_that_comes()
    {
        var cache = new BoundedCache<int, int>(3);
        for (var number = 1; number <= 3; number++) cache.Set(number, number);
        cache.TryGet(1, out _).ShouldBeTrue();
        cache.Set(4, 4);
        Kept(cache).ShouldBe([1, 3, 4]);
        cache.Set(5, 5);
        Kept(cache).Length.ShouldBe(3);
    }

    [Fact]
    public void A_value_kept_again_under_its_key_takes_the_place_of_the_first()
    {
        var cache = new BoundedCache<string, int>(2, StringComparer.OrdinalIgnoreCase);
        for (var number = 0; number < 1_000; number++) cache.Set("a", number);
        cache.Set("b", 1);
        cache.TryGet("A", out var last).ShouldBeTrue();
        (last, cache.Count).ShouldBe((999, 2));
    }

    [Fact]
    public async Task Many_who_ask_and_keep_at_once_leave_it_whole()
    {
        var cache = new BoundedCache<int, int>(50);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(who => Task.Run(() =>
        {
            for (var number = 0; number < 20_000; number++)
            {
                var key = (number * 7 + who) % 500;
                if (cache.TryGet(key, out var value)) value.ShouldBe(key);
                else cache.Set(key, key);
            }
        })));
        cache.Count.ShouldBeInRange(1, 50);
    }

    [Theory, InlineData(0, 0), InlineData(1, 1), InlineData(2, 2), InlineData(3, 4)]
    [InlineData(5, 8), InlineData(64, 64), InlineData(65, 128)]
    public void Lists_take_places_that_double(int values, int places)
    {
        var padded = Padding.Pad(Enumerable.Range(1, values).ToArray());
        padded.Length.ShouldBe(places);
        padded.Distinct().Count().ShouldBe(values);
        padded.Take(values).ShouldBe(Enumerable.Range(1, values));
    }

    [Fact]
    public void Where_values_weigh_too_much_together_the_oldest_unused_are_let_go()
    {
        var cache = new BoundedCache<string, string>(100, StringComparer.Ordinal, static text => text.Length, mostWeight: 10);
        cache.Set("a", "1234");
        cache.Set("b", "12345");
        cache.TryGet("b", out _).ShouldBeTrue();
        cache.Set("c", "1234");
        (cache.TryGet("a", out _), cache.TryGet("b", out _), cache.TryGet("c", out _), cache.Weight).ShouldBe((false, true, true, 9));
        cache.Set("c", "1");
        cache.Weight.ShouldBe(6);
        cache.Set("d", "12345678901");
        (cache.TryGet("d", out _), cache.Count).ShouldBe((false, 2));
    }

    private static int[] Kept(BoundedCache<int, int> cache) => [.. Enumerable.Range(1, 9).Where(number => cache.TryGet(number, out _))];
}
