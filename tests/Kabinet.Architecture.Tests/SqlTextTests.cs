namespace Kabinet.Architecture.Tests;

public sealed class SqlTextTests
{
    [Fact]
    public void Sql_is_written_in_storage_and_in_the_statements_of_a_room_only() =>
        Sources.Read([".cs", ".cshtml"], "src").SelectMany(SqlText.Outside).ShouldBeEmpty();

    [Theory]
    [InlineData("""class Records { string All = "select id from request"; }""")]
    [InlineData("""class Records { string Gone(long id) => $"delete from request where id = {id}"; }""")]
    [InlineData("""class Records { string Renamed(string table) => $"UPDATE {table} set a = 1"; }""")]
    [InlineData("""class Records { string Renamed = "  UPDATE request SET a = 1"; }""")]
    [InlineData("""class RecordStatements { string All = "select id from request"; }""", false)]
    [InlineData("""class Records { string Text = "select a row, then press Enter"; }""", false)]
    [InlineData("""class Records { string Text = "nothing is selected"; }""", false)]
    [InlineData("""class Records { string Plan(string fields) => $"update {fields}"; }""", false)]
    public void Sql_elsewhere_is_refused(string code, bool refused = true) =>
        SqlText.Outside(new("src/Kabinet.Web/Records.cs", code)).Any().ShouldBe(refused);
}
