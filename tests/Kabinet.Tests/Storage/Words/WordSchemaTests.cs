using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Tests.Storage.Words;

public class WordSchemaTests
{
    private const string Title = "{ kind: text, search: true }", Quiet = "{ kind: text }";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_field_that_becomes_searchable_is_found_in_the_records_there_were(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Publish(fresh.Database, Things("title: " + Quiet));
        await Fill(fresh.Database, "thing", "title", 1_203);
        var searchable = Things("title: " + Title);
        (await Publish(fresh.Database, searchable)).ShouldBe("index the words of thing (title)");

        (await Search(fresh.Database, searchable, "thing", "слово1203")).ShouldBe([1203]);
        (await Search(fresh.Database, searchable, "thing", "слово12")).Length.ShouldBe(1 + 10 + 4);
        (await Publish(fresh.Database, searchable)).ShouldBe("");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_follow_a_field_and_an_entity_to_their_new_names(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Publish(fresh.Database, Things("title: " + Title));
        await Fill(fresh.Database, "thing", "title", 3);
        await Publish(fresh.Database, Things("title: " + Title));

        var field = Things("name: { kind: text, search: true, was: title }");
        await Publish(fresh.Database, field);
        (await Search(fresh.Database, field, "thing", "слово2")).ShouldBe([2]);

        var entity = Things("name: " + Title, "object", "was: thing\n");
        await Publish(fresh.Database, entity);
        (await Search(fresh.Database, entity, "object", "слово2")).ShouldBe([2]);
        (await Tables(fresh.Database)).ShouldBe(["_words.object"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_go_with_the_last_searchable_field_and_with_the_entity(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Publish(fresh.Database, Things("title: " + Title));
        (await Tables(fresh.Database)).ShouldBe(["_words.thing"]);
        (await Publish(fresh.Database, Things("title: " + Quiet))).ShouldBe("drop the index of the words of thing");
        (await Tables(fresh.Database)).ShouldBeEmpty();

        await Publish(fresh.Database, Things("title: " + Title));
        await Publish(fresh.Database, Things("title: " + Quiet, "other"));
        (await Tables(fresh.Database)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_that_are_lost_or_behind_or_of_another_form_are_made_again(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        var solution = Things("title: " + Title);
        await Publish(fresh.Database, solution);
        await Fill(fresh.Database, "thing", "title", 2);
        (await Publish(fresh.Database, solution)).ShouldContain("index the words of thing (title)");
        (await Search(fresh.Database, solution, "thing", "слово2")).ShouldBe([2]);

        await Execute(fresh.Database, "drop table \"_words.thing\"");
        (await Publish(fresh.Database, solution)).ShouldContain("index the words of thing (title)");
        (await Search(fresh.Database, solution, "thing", "слово2")).ShouldBe([2]);

        await Execute(fresh.Database,
            $"update _revision set schema = replace(schema, '\"Form\":{WordSplitting.Form}', '\"Form\":999')");
        (await Publish(fresh.Database, solution)).ShouldContain("index the words of thing (title)");
        (await Publish(fresh.Database, solution)).ShouldBe("");
    }

    [Fact]
    public void Words_are_planned_last_and_told_in_the_plan()
    {
        var plan = NeededSchema.Plan(Schema.Of(1, []), Things("title: " + Title)).ToString().Split('\n');
        plan[^1].ShouldBe("index the words of thing (title)");
        TableWords.Of(new WordTable("thing", [])).ShouldBeNull();
    }

    private static Solution Things(string field, string entity = "thing", string more = "") => TestSolutions.Link(
        ("roles/clerk.yaml", "role: clerk\ntitle: Clerk\n"),
        ($"entities/{entity}.yaml", $"entity: {entity}\n{more}fields:\n  {field}\naccess: {{ clerk: {{ read: true }} }}\n"));

    /// <summary>Of the plan, what it says of the entity.</summary>
    private static async Task<string> Publish(Database database, Solution solution)
    {
        var plan = NeededSchema.Plan(await Schema.Read(database), solution);
        await plan.Apply(database, new(DateTime.UnixEpoch, "test", ""));
        string[] said = ["words of thing", "words of object"];
        var steps = plan.ToString().Split('\n').Where(step => said.Any(words => step.Contains(words, StringComparison.Ordinal)));
        return string.Join('\n', steps);
    }

    /// <summary>Records written past the engine.</summary>
    private static ValueTask<int> Fill(Database database, string table, string column, int count) => database.Write(async transaction =>
    {
        for (var row = 1; row <= count; row++)
            await transaction.Execute(new(
                $"insert into \"{table}\" (\"{column}\", created_at, updated_at) values (@p0, @p1, @p1)",
                $"Слово{row}", DateTime.UnixEpoch));
        return count;
    });

    private static async Task<long[]> Search(Database database, Solution solution, string entity, string text)
    {
        var actor = new Actor(solution, null, "test", ["clerk"], new Dictionary<MePath, object?>());
        var query = new RecordQuery { Entity = solution.Entities[entity], Columns = [], Search = text, Limit = 500 };
        var page = await new Records(database, TimeProvider.System).List(actor, query);
        return [.. page.Records.Select(record => record.Id)];
    }

    private static async Task<IEnumerable<string>> Tables(Database database) =>
        (await database.Read(connection => connection.Query(database.Dialect.CatalogueColumns, row => row.GetString(0)))).Distinct()
            .Where(table => table.StartsWith("_words.", StringComparison.Ordinal) && !table.Contains(".index", StringComparison.Ordinal))
            .Except(["_words.user", "_words.file", "_words.message"]);

    private static ValueTask<int> Execute(Database database, string text) => database.Write(transaction => transaction.Execute(new(text)));
}
