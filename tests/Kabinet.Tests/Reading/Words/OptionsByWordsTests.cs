using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Reading.Words;

public sealed class OptionsByWordsTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task People_are_offered_by_the_beginning_of_a_word_and_others_by_any_part_of_their_name(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);

        (await Offered(world, "clerk", "cL")).ShouldBe(["Clara"]);
        (await Offered(world, "clerk", "lara")).ShouldBeEmpty();
        (await Offered(world, "firm", "ort")).ShouldBe(["North"]);
    }

    private static async Task<string[]> Offered(WorkshopWorld world, string reference, string typed)
    {
        var field = world.Order[reference];
        var page = await world.Records.Options(world.Clara, field, typed, []);
        return [.. page.Records.Select(record => (string)record[field.To!.Label.Key]!)];
    }
}
