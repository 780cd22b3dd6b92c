using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Tests.Storage.Writing;

/// <summary>Rows that a reader sees because records of his own point to them.</summary>
public sealed class RowsLedToTests
{
    private const long Anna = 1;

    private static readonly (string Path, string Text)[] Library =
    [
        ("roles/reader.yaml", "role: reader\ntitle: Reader\n"),
        ("entities/book.yaml", """
            entity: book
            title: Book
            fields:
              title: { kind: text, required: true, title: Title }
              pages: { kind: number, title: Pages }
            access:
              reader: { read: "exists(loans where reader = @me)" }
            """),
        ("entities/loan.yaml", """
            entity: loan
            title: Loan
            fields:
              book: { kind: ref, to: book, part: true, inverse: loans, title: Book }
              reader: { kind: ref, to: user, inverse: loans, title: Reader }
              copies: { kind: number, title: Copies }
            access:
              reader: { read: "reader = @me" }
            """),
    ];

    /// <summary>
    /// Books 1 to 6: Anna has two loans of 1, one of 2 and of 5, one of 3 that is in the trash; 5 is in the trash itself; 4 is another's, 6
    /// nobody's.
    /// </summary>
    private static readonly string[] Rows =
    [
        "insert into \"user\" (login, name, active, created_at, updated_at) values ('anna', 'Anna', @p1, @p0, @p0), ('boris', 'Boris', "
            + "@p1, @p0, @p0)",
        "insert into book (title, pages, created_at, updated_at) values ('One', 100, @p0, @p0), ('Two', 200, @p0, @p0), ('Three', 300, "
            + "@p0, @p0), ('Four', 400, @p0, @p0), ('Five', 500, @p0, @p0), ('Six', 600, @p0, @p0)",
        "insert into loan (book, reader, copies, created_at, updated_at) values (1, 1, 1, @p0, @p0), (1, 1, 2, @p0, @p0), (2, 1, 200, "
            + "@p0, @p0), (3, 1, 1, @p0, @p0), (4, 2, 1, @p0, @p0), (5, 1, 1, @p0, @p0)",
        "update loan set _deleted_at = @p0 where book = 3",
        "update book set _deleted_at = @p0 where id = 5",
    ];

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var kind in Databases.Both)
                foreach (var (rule, books) in new[]
                {
                    ("exists(loans where reader = @me)", "1 2"),
                    ("exists(loans where @me = reader and copies > 1)", "1 2"),
                    ("exists(loans where reader = @me) or pages = 600", "1 2 6"),
                    ("pages = 100 or exists(loans where reader = @me)", "1 2"),
                    ("exists(loans where reader = @me and copies = outer.pages)", "2"),
                    ("exists(loans where reader = @me) and pages > 100", "2"),
                })
                    cases.Add(kind, rule, books);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_list_its_pages_and_its_count_show_each_row_once(string kind, string rule, string books)
    {
        await using var fresh = await Open(kind);
        var book = Solution.Entities["book"];
        var condition = ExpressionChecker.Check(rule, book,
            new() { Entities = Solution.Entities, Zone = Solution.Zone, Expected = DataType.YesNo });

        (await Ids(fresh.Database, book, condition, 50, after: null)).ShouldBe(books);
        var (page, pages) = (await Ids(fresh.Database, book, condition, 1, after: null), new List<string>());
        for (; page.Length > 0;
            page = await Ids(fresh.Database, book, condition, 1,
            after: long.Parse(page, System.Globalization.CultureInfo.InvariantCulture))) pages.Add(page);
        string.Join(' ', pages).ShouldBe(books);

        var counts = new CountsSelect(fresh.Database.Dialect);
        counts.Add(book, trash: false, condition, Expression.True, Limit);
        (await fresh.Database.Read(connection => connection.Query(counts.Build().Bind(new Call(50, null)), row => row.GetInt64(0))))
            .ShouldBe([books.Split(' ').Length]);
    }

    [Fact]
    public async Task His_own_records_are_found_by_an_index_and_lead_to_the_rows()
    {
        await using var fresh = await Open(Databases.Sqlite);
        var book = Solution.Entities["book"];
        var template = Select(fresh.Database.Dialect, book, book.Grants["reader"].Read!, continues: false).Build();
        var statement = template.Bind(new Call(50, null));
        var plan = await fresh.Database.Read(connection =>
            connection.Query(new Statement("explain query plan " + statement.Text, statement.Values) { Types = statement.Types }, row =>
            row.GetString(3)));
        plan.ShouldContain(step => step.Contains("loan.reader.book", StringComparison.Ordinal));
        plan.ShouldNotContain(step =>
            step.Contains("SCAN a0", StringComparison.Ordinal) && step.Contains("INDEX", StringComparison.Ordinal));
    }

    private static Solution Solution { get; } = TestSolutions.Link(Library);

    private static readonly ParameterValue Limit = new(DataType.Whole, new SlotParameter(0));

    private static async Task<FreshDatabase> Open(string kind)
    {
        var fresh = await Databases.Fresh(kind);
        await NeededSchema.Plan(await Schema.Read(fresh.Database), Solution).Apply(fresh.Database, new(DateTime.UnixEpoch, "anna", ""));
        await fresh.Database.Write(async transaction =>
        {
            foreach (var text in Rows)
                await transaction.Execute(
                new(text, text.Contains("@p1", StringComparison.Ordinal) ? [DateTime.UnixEpoch, true] : [DateTime.UnixEpoch]));
            return 0;
        });
        return fresh;
    }

    private static SelectBuilder Select(Dialect dialect, Entity book, Expression rule, bool continues)
    {
        var (id, select) = (new FieldValue(book["id"].Type, [], book["id"]), new SelectBuilder(dialect, book));
        select.Column(id);
        select.Rule(rule);
        select.Page([new(id, Descending: false, Nullable: false, continues ? new(id.Type, new SlotParameter(1)) : null)], continues, Limit);
        return select;
    }

    private static async Task<string> Ids(Database database, Entity book, Expression rule, long limit, long? after)
    {
        var template = Select(database.Dialect, book, rule, after is not null).Build();
        return string.Join(' ',
            await database.Read(connection => connection.Query(template.Bind(new Call(limit, after)), row => row.GetInt64(0))));
    }

    private sealed class Call(long limit, long? after) : Bindings
    {
        public override object? ValueOf(ParameterValue parameter) => parameter.Parameter switch
        {
            MePath => Anna,
            SlotParameter { Slot: 0 } => limit,
            SlotParameter => after,
            _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
        };
    }
}
