using Kabinet.Engine.Journal;

namespace Kabinet.Tests.Journal;

public class ChangesJsonTests
{
    private static readonly Engine.Model.Entity Thing = TestSolutions.Link(("entities/thing.yaml", """
        entity: thing
        fields:
          name: { kind: text }
          price: { kind: money }
          count: { kind: number }
          day: { kind: date }
          at: { kind: datetime }
          good: { kind: yes_no }
          owner: { kind: ref, to: user, inverse: things }
          renamed: { kind: text, was: old }
        """)).Entities["thing"];

    [Fact]
    public void Every_kind_of_value_comes_back_as_it_was()
    {
        Changed[] changes =
        [
            new(Thing["name"], null, "Стол «Дуб» </script>"), new(Thing["price"], 0.10m, 12345678901234.50m),
                new(Thing["count"], -1L, long.MaxValue),
            new(Thing["day"], new DateOnly(2026, 2, 28), null),
                new(Thing["at"], null, new DateTime(2026, 11, 21, 23, 59, 59, 999, DateTimeKind.Utc)),
            new(Thing["good"], false, true), new(Thing["owner"], 1L, 2L),
        ];
        ChangesJson.Read(Thing, ChangesJson.Write(changes)).ShouldBe(changes);
        ChangesJson.Write([]).ShouldBeNull();
    }

    [Fact]
    public void A_renamed_field_keeps_its_history_and_a_removed_one_is_left_out() =>
        ChangesJson.Read(Thing, """[{"field":"old","before":"a","after":"b"},{"field":"gone","before":1,"after":2}]""")
            .ShouldBe([new(Thing["renamed"], "a", "b")]);

    [Fact]
    public void A_value_that_no_longer_fits_its_field_is_none() =>
        ChangesJson.Read(Thing, """[{"field":"count","before":"many","after":1.5}]""").ShouldBe([new(Thing["count"], null, null)]);
}
