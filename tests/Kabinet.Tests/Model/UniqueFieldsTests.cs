namespace Kabinet.Tests.Model;

public class UniqueFieldsTests
{
    [Theory]
    [InlineData("[{ fields: [a] }]", "Two fields or more are unique together")]
    [InlineData("[{ fields: [a, a] }]", "The field 'a' is named twice")]
    [InlineData("[{ fields: [a, c] }]", "'c' is computed")]
    [InlineData("[{ fields: [a, aa] }]", "'thing' has no field 'aa'")]
    public void What_cannot_be_unique_together_is_told_at_its_place(string unique, string problem) =>
        TestSolutions.Problems(("entities/thing.yaml",
            "entity: thing\nfields:\n  a: { kind: text }\n  b: { kind: number }\n  c: { kind: number, computed: b + 1 }\n"
                + $"unique: {unique}\n"))
            .ShouldContain(told => told.Contains(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("{b.code}-{seq}", "'b' stands in the number, but a record is created without it too")]
    [InlineData("{day_on}-{seq}", "'day_on' cannot stand in a number")]
    [InlineData("{d.cod}-{seq}", "'other' has no field 'cod' (did you mean 'code'?)")]
    [InlineData("{d.code:00}-{seq}", "'{d.code:00}' means nothing in a number")]
    [InlineData("{e.code}-{seq}", "'{e.code}' means nothing in a number")]
    public void A_field_that_cannot_stand_in_a_number_is_told(string pattern, string problem) =>
        TestSolutions.Problems(("entities/other.yaml", "entity: other\nfields:\n  code: { kind: text }\n"), ("entities/thing.yaml", $$"""
            entity: thing
            number: "{{pattern}}"
            fields:
              b: { kind: ref, to: other }
              d: { kind: ref, to: other, required: true }
              day_on: { kind: date, required: true }
            """)).ShouldHaveSingleItem().ShouldContain(problem);
}
