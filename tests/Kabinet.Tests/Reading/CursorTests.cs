using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Reading;
using SortKey = Kabinet.Engine.Reading.SortKey;

namespace Kabinet.Tests.Reading;

public class CursorTests
{
    private static readonly DataType Id = new(ValueKind.Reference);

    [Fact]
    public void Every_kind_of_key_comes_back_as_it_was()
    {
        object?[] keys = ["Ёлка \"1\" \ud83c\udf84", -12.50m, long.MinValue, new DateTime(2026, 2, 28, 23, 59, 59, 999, DateTimeKind.Utc),
            new DateOnly(1, 1, 1), true, null, 7L];
        DataType[] types = [DataType.Text, DataType.Money, DataType.Whole, new(ValueKind.DateTime), DataType.Date, DataType.YesNo,
            DataType.Text, Id];
        Cursor.Read(Cursor.Write(keys), Order(types)).ShouldBe(keys);
    }

    [Fact]
    public void A_cursor_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var plain = Cursor.Write([-1234.5m, 7L]);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru-RU");
        try { (Cursor.Write([-1234.5m, 7L]), Cursor.Read(plain, Order(DataType.Money, Id))[0]).ShouldBe((plain, -1234.5m)); }
        finally { CultureInfo.CurrentCulture = before; }
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("=====")]
    [InlineData("тут")]
    [InlineData("\0")]
    public void What_is_no_cursor_is_refused(string text) => Refused(text, DataType.Text, Id);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[\"a\"]")]
    [InlineData("[\"a\",\"1\",\"2\"]")]
    [InlineData("[\"a\",null]")]
    [InlineData("[\"a\",1]")]
    [InlineData("[\"a\",\"one\"]")]
    [InlineData("[\"a\",\"9223372036854775808\"]")]
    [InlineData("[\"a\\u0000b\",\"1\"]")]
    [InlineData("[\"\\ud800\",\"1\"]")]
    [InlineData("[\"a\",\"1\"")]
    [InlineData("[[\"a\"],\"1\"]")]
    public void A_cursor_tampered_with_is_refused(string json) => Refused(Of(json), DataType.Text, Id);

    [Theory]
    [InlineData(ValueKind.Number, 2, "99999999999999999999999999999999")]
    [InlineData(ValueKind.Number, 2, "79228162514264337593543950335")]
    [InlineData(ValueKind.Number, 0, "1.5")]
    [InlineData(ValueKind.DateTime, 0, "-1")]
    [InlineData(ValueKind.DateTime, 0, "3155378976000000000")]
    [InlineData(ValueKind.Date, 0, "3652059")]
    [InlineData(ValueKind.Date, 0, "-1")]
    [InlineData(ValueKind.YesNo, 0, "perhaps")]
    public void A_key_outside_of_its_type_is_refused(ValueKind kind, int scale, string key) =>
        Refused(Of(JsonSerializer.Serialize(new[] { key, "1" })), new(kind, scale), Id);

    [Fact]
    public void A_cursor_of_another_order_is_refused() => Refused(Cursor.Write(["a", 7L]), DataType.Date, Id);

    [Fact]
    public void A_cursor_that_is_too_long_is_refused() => Refused(Cursor.Write([new string('a', 4_000), 7L]), DataType.Text, Id);

    private static void Refused(string cursor, params DataType[] types) =>
        Should.Throw<QueryException>(() => Cursor.Read(cursor, Order(types))).Message.ShouldNotBeEmpty();

    private static string Of(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static SortKey[] Order(params DataType[] types) =>
        [.. types.Select(type => new SortKey(new Constant(type, null), Descending: false, Nullable: true))];
}
