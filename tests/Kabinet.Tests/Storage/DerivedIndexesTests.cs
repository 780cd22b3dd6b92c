using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Tests.Storage;

public class DerivedIndexesTests
{
    private static readonly (string Path, string Text)[] Library =
    [
        ("roles/reader.yaml", "role: reader\ntitle: Reader\n"),
        ("roles/librarian.yaml", "role: librarian\ntitle: Librarian\n"),
        ("entities/book.yaml", """
            entity: book
            title: Book
            fields:
              title: { kind: text, required: true, title: Title }
              code: { kind: text, unique: true, title: Code }
              pages: { kind: number, title: Pages }
              debt: { kind: money, computed: "sum(loans.fee)", title: Debt }
            access:
              reader: { read: "exists(loans where reader = @me)" }
              librarian: { read: true }
            """),
        ("entities/loan.yaml", """
            entity: loan
            title: Loan
            fields:
              book: { kind: ref, to: book, part: true, inverse: loans, title: Book }
              reader: { kind: ref, to: user, inverse: loans, title: Reader }
              due: { kind: date, required: true, title: Due }
              fee: { kind: money, title: Fee }
            lifecycle:
              states:
                out: { title: Out, limit: 14d }
                back: { title: Back, final: true }
              transitions:
                give_back: { title: Give back, from: [out], to: back, by: [librarian] }
            access:
              reader: { read: "reader = @me" }
              librarian: { read: true }
            """),
        ("pages/loans.yaml", """
            page: loans
            path: /loans
            title: Loans
            roles: [reader, librarian]
            blocks:
              - block: grid
                entity: loan
                columns: [book, due]
                sort: due
                quick:
                  late: { title: Late, where: "status = 'out'", sort: status_since }
            """),
        ("pages/books.yaml", """
            page: books
            path: /books
            title: Books
            roles: [librarian]
            blocks:
              - block: grid
                entity: book
                columns: [title, code]
                sort: title
            """),
    ];

    [Fact]
    public void Rules_lists_references_and_unique_fields_have_their_indexes()
    {
        var indexes = DerivedIndexes.Of(TestSolutions.Link(Library));
        Names(indexes, "book").ShouldBe(["book.fold(code).unique", "book.created_by", "book.fold(title).id._deleted_at"]);
        Names(indexes, "loan")
            .ShouldBe(["loan.created_by", "loan.status.status_since.id._deleted_at", "loan.book.reader._deleted_at",
            "loan.book.fee._deleted_at", "loan.reader.book._deleted_at", "loan.reader.due.id._deleted_at", "loan.due.id._deleted_at"]);
    }

    [Theory]
    [InlineData("reader = @me", "due", "loan.reader.due.id")]
    [InlineData("true", "due", "loan.due.id")]
    [InlineData("status = 'out'", "status_since", "loan.status.status_since.id")]
    public async Task A_page_of_a_list_is_read_from_one_index_without_sorting(string rule, string sort, string index)
    {
        var solution = TestSolutions.Link(Library);
        await using var fresh = await Databases.Fresh(Databases.Sqlite);
        await Publish(fresh.Database, solution);
        var loan = solution.Entities["loan"];
        var select = new SelectBuilder(fresh.Database.Dialect, loan);
        select.Column(new FieldValue(DataType.Money, [], loan["fee"]));
        select.Where(ExpressionChecker.Check(rule, loan,
            new() { Entities = solution.Entities, Zone = solution.Zone, Expected = DataType.YesNo }));
        select.Page([Key(loan[sort]), Key(loan["id"])], continues: false, Fifty);
        var template = select.Build();
        var plan = await fresh.Database.Read(connection =>
            connection.Query(new Statement("explain query plan " + template.Text, [.. template.Parameters.Select(_ => (object)1L)]), row =>
            row.GetString(3)));
        plan.ShouldHaveSingleItem().ShouldContain($"USING INDEX {index}");
    }

    [Fact]
    public async Task Each_alternative_of_a_rule_is_read_in_order_from_an_index_of_its_own()
    {
        var solution = TestSolutions.Link(Library);
        await using var fresh = await Databases.Fresh(Databases.Sqlite);
        await Publish(fresh.Database, solution);
        var loan = solution.Entities["loan"];
        var select = new SelectBuilder(fresh.Database.Dialect, loan);
        select.Column(new FieldValue(DataType.Money, [], loan["fee"]));
        select.Rule(ExpressionChecker.Check("reader = @me or status = 'out'", loan,
            new() { Entities = solution.Entities, Zone = solution.Zone, Expected = DataType.YesNo }));
        select.Page([Key(loan["id"])], continues: false, Fifty);
        var template = select.Build();
        var plan = await fresh.Database.Read(connection =>
            connection.Query(new Statement("explain query plan " + template.Text, [.. template.Parameters.Select(_ => (object)1L)]), row =>
            row.GetString(3)));
        plan.ShouldContain(step => step.Contains("loan.reader", StringComparison.Ordinal));
        plan.ShouldContain(step => step.Contains("loan.status", StringComparison.Ordinal));
        plan.ShouldNotContain(step => step.Contains("MULTI-INDEX OR", StringComparison.Ordinal));
    }

    private static readonly ParameterValue Fifty = new(DataType.Whole, new SlotParameter(0));

    private static PageKey Key(Field field) => new(new FieldValue(field.Type, [], field), Descending: false, Nullable: false, Place: null);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Text_is_read_in_its_order_from_an_index(string kind)
    {
        var solution = TestSolutions.Link(Library);
        await using var fresh = await Databases.Fresh(kind);
        await Publish(fresh.Database, solution);
        var book = solution.Entities["book"];
        var select = new SelectBuilder(fresh.Database.Dialect, book);
        select.Column(new FieldValue(DataType.Text, [], book["title"]));
        select.Page([Key(book["title"]), Key(book["id"])], continues: false, Fifty);
        var explain = kind == Databases.Sqlite ? "explain query plan " : "explain (costs off) ";
        var plan = await fresh.Database.Write(async transaction =>
        {
            if (kind == Databases.Postgres) await transaction.Execute(new("set local enable_sort = off"));
            return await transaction.Query(new(explain + select.Build().Text, 50L), row => row.GetString(kind == Databases.Sqlite ? 3 : 0));
        });
        string.Join('\n', plan).ShouldContain("book.fold(title).id");
        string.Join('\n', plan).ShouldNotContain("Sort");
        string.Join('\n', plan).ShouldNotContain("B-TREE");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_tables_of_a_bundled_solution_stand_after_one_publication(string kind)
    {
        var solution = TestSolutions.Bundled("replanning");
        await using var fresh = await Databases.Fresh(kind);
        await Publish(fresh.Database, solution);
        NeededSchema.Plan(await Schema.Read(fresh.Database), solution).ToString().ShouldBe("");
        DerivedIndexes.Of(solution).SelectMany(pair => pair.Value.Select(index => index.NameIn(pair.Key)))
            .ShouldAllBe(name => name.Length <= 60);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_lifecycle_added_later_starts_every_record_at_its_beginning(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        var start = Library[3].Text.IndexOf("lifecycle:", StringComparison.Ordinal);
        var still = Library[3].Text[..start] + Library[3].Text[Library[3].Text.IndexOf("access:", StringComparison.Ordinal)..];
        await Publish(fresh.Database, TestSolutions.Link([.. Library[..3], ("entities/loan.yaml", still)]));
        var born = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        await fresh.Database.Write(transaction =>
            transaction.Execute(new("insert into loan (created_at, updated_at) values (@p0, @p0)", born)));
        await Publish(fresh.Database, TestSolutions.Link(Library));
        (await fresh.Database.Read(connection => connection.Scalar(new("select status from loan"), DataType.Choice))).ShouldBe("out");
        (await fresh.Database.Read(connection => connection.Scalar(new("select status_since from loan"), DataType.DateTime)))
            .ShouldBe(born);
    }

    private static async Task Publish(Database database, Solution solution) =>
        await NeededSchema.Plan(await Schema.Read(database), solution).Apply(database, new(DateTime.UnixEpoch, "anna", ""));

    private static IEnumerable<string> Names(IReadOnlyDictionary<string, IReadOnlyList<TableIndex>> indexes, string entity) =>
        indexes[entity].Select(index => index.NameIn(entity));
}
