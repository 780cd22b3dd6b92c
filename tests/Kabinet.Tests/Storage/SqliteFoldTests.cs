using System.Text;
using FsCheck.Fluent;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Sqlite;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Storage;

public class SqliteFoldTests
{
    [Fact]
    public void Every_character_folds_in_its_bytes_as_in_a_string()
    {
        var quick = 0;
        for (var code = 0; code < 0x10000; code++)
        {
            if (char.IsSurrogate((char)code)) continue;
            var bytes = Encoding.UTF8.GetBytes($"x{(char)code}Y");
            var folded = new byte[bytes.Length];
            if (!SqliteFold.TryFold(bytes, folded)) continue;
            quick++;
            Encoding.UTF8.GetString(folded).ShouldBe(Folding.Fold($"x{(char)code}Y"), $"U+{code:X4}");
        }
        // ASCII without five blanks, « and », the letters of both cases with Ё and ё, – and —.
        quick.ShouldBe(0x80 - 5 + 2 + 0x60 + 2);
    }

    [Fact]
    public async Task Any_text_folds_in_the_database_as_in_a_string()
    {
        await using var fresh = await Databases.Fresh(Databases.Sqlite);
        var texts = Gen.Sample(Gen.ArrayOf(Gen.Elements("Ё", "ё", "Щ", "щ", "Z", "№", "—", "É", "İ", "ß", "Ǆ", "𝒳", "😀", "0", " ", "'"))
            .Select(string.Concat), 300, 20).Append(new string('Ё', 3000)).Append("");
        foreach (var text in texts)
            (await fresh.Database.Read(connection => connection.Scalar(new("select fold(@p0)", text), DataType.Text)))
                .ShouldBe(Folding.Fold(text));
    }

    [Fact]
    public async Task Numbers_fold_to_their_digits_and_null_to_null()
    {
        await using var fresh = await Databases.Fresh(Databases.Sqlite);
        (await fresh.Database.Read(connection => connection.Scalar(new("select fold(125)"), DataType.Text))).ShouldBe("125");
        (await fresh.Database.Read(connection => connection.Scalar(new("select fold(null)"), DataType.Text))).ShouldBeNull();
    }
}
