using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Tests.Solutions;

public class SolutionLinkerTests
{
    private const string Clerk = "role: clerk\ntitle: Клерк\nhome: orders\n";
    private const string Chief = "role: chief\ntitle: Начальник\nincludes: [clerk]\nhome: orders\n";

    private const string Orders = """
        page: orders
        path: /orders
        title: Заказы
        roles: [clerk]
        blocks:
          - { block: grid, entity: order, columns: [number, client.name, total], sort: "-created_at, number",
              quick: { late: { title: Просрочены, where: overdue } } }
        """;

    private const string User = """
        entity: user
        extend: true
        fields:
          branch: { kind: ref, to: user, inverse: crew }
        access:
          clerk: { read: true, only: [name] }
        """;

    private const string Line = """
        entity: line
        fields:
          order: { kind: ref, to: order, part: true, inverse: lines, required: true }
          price: { kind: money }
        access:
          clerk: { read: true, create: true, update: true }
        """;

    private const string Order = """
        entity: order
        number: "Z-{year}-{seq:000}"
        fields:
          client: { kind: ref, to: user, inverse: orders }
          size: { kind: choice, choices: { small: Малый, big: Большой }, default: small }
          total: { kind: money, computed: sum(lines.price) }
          twice: { kind: money, computed: total * 2 }
          note: { kind: text }
        files:
          scans: { title: Сканы, read: [clerk], write: { clerk: status = 'new' } }
        lifecycle:
          states:
            new: { title: Новый, limit: 2d }
            done: { title: Готов, final: true }
          transitions:
            finish:
              title: Готово
              from: [new]
              to: done
              by: { clerk: client = @me.branch }
              ask: { comment: , note: { optional: true }, paid: { input: { kind: money }, suggest: total } }
              require: { "total > 0": Заказ пуст }
              effects:
                - set: { note: "coalesce(@input.comment, note)" }
                - create: line
                  values: { order: id, price: "@input.paid" }
              notice: [finished]
        access:
          clerk: { read: client = @me.branch, hide: [twice], readonly: [client], create: true, update: true }
        """;

    private const string Finished =
        "notice: finished\nentity: order\ntitle: Готов\nto: [client, client.crew, role:chief]\ntext: \"{number}: {actor}, {client.name}, "
        + "{comment}\"\n";

    private static (string, string)[] World(string path = "", string was = "", string became = "")
    {
        var files = new List<(string Path, string Text)>
        {
            ("roles/clerk.yaml", Clerk), ("roles/chief.yaml", Chief), ("entities/user.yaml", User), ("entities/line.yaml", Line),
                ("entities/order.yaml", Order),
            ("pages/orders.yaml", Orders), ("notices/finished.yaml", Finished),
        };
        return [.. files.Select(file => file.Path != path ? file : file.Text.Contains(was, StringComparison.Ordinal)
            ? (file.Path, file.Text.Replace(was, became)) : throw new ArgumentException($"{path} does not say it", nameof(was)))];
    }

    [Fact]
    public void A_whole_solution_links() => TestSolutions.Problems(World()).ShouldBeEmpty();

    [Fact]
    public void The_platforms_fields_stand_around_the_written_ones()
    {
        var order = TestSolutions.Link(World()).Entities["order"];
        order.Fields.Select(field => field.Key)
            .ShouldBe(["id", "number", "status", "status_since", "overdue", "client", "size", "total", "twice", "note", "created_at",
            "created_by", "updated_at"]);
        order.Fields.Where(field => field.IsSystem).Select(field => field.Title.In("en"))
            .ShouldBe(["ID", "Number", "Status", "In this status since", "Overdue", "Created", "Created by", "Updated"]);
        order["id"].To.ShouldBe(order);
        order["status"].Choices.Keys.ShouldBe(["new", "done"]);
        order["overdue"].IsStored.ShouldBeFalse();
        order.Label.ShouldBe(order["number"]);
        TestSolutions.Link(World()).Entities["line"].Fields.Select(field => field.Key)
            .ShouldBe(["id", "order", "price", "created_at", "created_by", "updated_at"]);
    }

    [Fact]
    public void An_entity_whose_states_have_no_limit_is_never_overdue() =>
        TestSolutions.Link(World("entities/order.yaml", ", limit: 2d", "")).Entities["order"]["overdue"].Computed.ShouldBe(
            Expression.False);

    [Fact]
    public void References_make_collections_and_file_groups_make_files()
    {
        var solution = TestSolutions.Link(World());
        solution.Entities["order"].Collections.Keys.ShouldBe(["lines", "files"]);
        solution.Entities["order"].Collections["files"].OwnerColumns.ShouldBe(["entity", "record"]);
        solution.Entities["user"].Collections.Keys.ShouldBe(["memberships", "crew", "orders"], ignoreOrder: true);
    }

    [Fact]
    public void A_grant_knows_what_is_seen_and_what_is_written()
    {
        var solution = TestSolutions.Link(World());
        var clerk = solution.Entities["order"].Grants["clerk"];
        clerk.Columns.Select(field => field.Key)
            .ShouldBe(["id", "number", "status", "status_since", "overdue", "client", "size", "total", "note", "created_at", "created_by",
            "updated_at"], ignoreOrder: true);
        clerk.Writable.Select(field => field.Key).ShouldBe(["size", "note"], ignoreOrder: true);
        clerk.Delete.ShouldBeNull();
        solution.Entities["user"].Grants["clerk"].Columns.Select(field => field.Key).ShouldBe(["id", "name"], ignoreOrder: true);
        solution.Entities["user"].Grants["clerk"].Writable.ShouldBeEmpty();
    }

    [Fact]
    public void Who_only_creates_sees_nothing_and_writes_what_he_is_let()
    {
        var grant = TestSolutions.Link(
            World("entities/line.yaml", "clerk: { read: true, create: true, update: true }",
            "guest: { create: true, write: [price] }")).Entities["line"].Grants["guest"];
        grant.Columns.ShouldBeEmpty();
        grant.Writable.Select(field => field.Key).ShouldBe(["price"]);
    }

    [Fact]
    public void Included_roles_are_expanded() =>
        TestSolutions.Link(World()).Roles["chief"].Closure.ShouldBe(["chief", "clerk"], ignoreOrder: true);

    [Fact]
    public void Every_path_from_the_person_is_kept_with_its_field() =>
        TestSolutions.Link(World()).MePaths.ShouldHaveSingleItem().Value.Text.ShouldBe("branch");

    [Fact]
    public void A_transition_is_linked_with_all_it_asks_and_does()
    {
        var solution = TestSolutions.Link(World());
        var finish = solution.Entities["order"].Lifecycle!.Transitions["finish"];
        finish.Target.ShouldBeOfType<Target.To>().State.Key.ShouldBe("done");
        finish.Comment.ShouldNotBeNull();
        finish.Asks.Select(ask => (ask.Key, ask.OfRecord)).ShouldBe([("note", true), ("paid", false)]);
        finish.Requirements.ShouldHaveSingleItem().Refusal.In("ru").ShouldBe("Заказ пуст");
        finish.Effects.Select(effect => effect.GetType()).ShouldBe([typeof(SetEffect), typeof(CreateEffect)]);
        finish.Notices.ShouldBe([solution.Notices["finished"]]);
        solution.Notices["finished"].Receivers.Select(addressee => addressee.Receiver.GetType())
            .ShouldBe([typeof(Receiver.Person), typeof(Receiver.People), typeof(Receiver.WithRole)]);
        solution.Entities["order"].Lifecycle!.States["new"].Limit.ShouldBe(TimeSpan.FromDays(2));
    }

    [Theory]
    [InlineData("roles/clerk.yaml", "home: orders", "home: order", "roles/clerk.yaml:3: There is no page 'order' (did you mean 'orders'?)")]
    [InlineData("roles/chief.yaml", "[clerk]", "[clark]", "roles/chief.yaml:3: There is no role 'clark' (did you mean 'clerk'?)")]
    [InlineData("roles/clerk.yaml", "home: orders", "home: orders\nincludes: [chief]",
        "roles/chief.yaml:3: 'clerk' includes itself through 'chief'")]
    [InlineData("roles/clerk.yaml", "home: orders", "home: orders\nincludes: [worker]",
        "roles/clerk.yaml:4: 'clerk' cannot include 'worker': one is of people, the other of a service")]
    [InlineData("entities/line.yaml", "to: order", "to: oder", "entities/line.yaml:3: There is no entity 'oder' (did you mean 'order'?)")]
    [InlineData("entities/line.yaml", "price: {", "status: {",
        "entities/line.yaml:4: 'status' is a name of the platform, a field cannot have it")]
    [InlineData("entities/line.yaml", "price: {", "Price: {",
        "entities/line.yaml:4: 'Price' is not a key: small Latin letters, digits and _, a letter first, 41 at most")]
    [InlineData("entities/line.yaml", "kind: money", "kind: money, scale: 2",
        "entities/line.yaml:4: 'scale' means nothing for a field of kind money")]
    [InlineData("entities/line.yaml", "kind: money", "kind: choice",
        "entities/line.yaml:4: 'price' has nothing to choose from (add choices)")]
    [InlineData("entities/line.yaml", "kind: money", "kind: decimal, scale: 7", "entities/line.yaml:4: The scale is from 0 to 6")]
    [InlineData("entities/line.yaml", "kind: money", "kind: money, min: 2, max: 1",
        "entities/line.yaml:4: The least value is greater than the greatest")]
    [InlineData("entities/line.yaml", "inverse: lines", "inverse: note", "entities/line.yaml:3: 'order' already has a field 'note'")]
    [InlineData("entities/line.yaml", "inverse: lines", "inverse: files",
        "entities/line.yaml:3: 'files' is a name of the platform, a way back cannot have it")]
    [InlineData("entities/line.yaml", "clerk: {", "clark: {", "entities/line.yaml:6: There is no role 'clark' (did you mean 'clerk'?)")]
    [InlineData("entities/line.yaml", "create: true", "create: true, hide: [prise]",
        "entities/line.yaml:6: 'line' has no field 'prise' (did you mean 'price'?)")]
    [InlineData("entities/line.yaml", "create: true", "create: true, hide: [id]", "entities/line.yaml:6: 'id' is always seen")]
    [InlineData("entities/line.yaml", "create: true", "create: true, only: [order], write: [price]",
        "entities/line.yaml:6: 'price' is written but not seen (a field is written only by those who see it)")]
    [InlineData("entities/line.yaml", "create: true", "create: true, write: [created_at]",
        "entities/line.yaml:6: 'created_at' is written by the platform only")]
    [InlineData("entities/line.yaml", "read: true, ", "",
        "entities/line.yaml:6: What a role does not read it cannot change or delete (add read)")]
    [InlineData("entities/order.yaml", "{seq:000}", "{sek:000}",
        "entities/order.yaml:2: '{sek:000}' means nothing in a number (did you mean 'seq'?)")]
    [InlineData("entities/order.yaml", "-{seq:000}", "", "entities/order.yaml:2: A number has one {seq:00000}")]
    [InlineData("entities/order.yaml", "files:\n", "label: total\nfiles:\n",
        "entities/order.yaml:9: 'total' cannot name a record: it is not text (add a computed text field and name that)")]
    [InlineData("entities/order.yaml", "computed: sum(lines.price)", "computed: twice",
        "entities/order.yaml:6: 'total' is computed from itself: total → twice → total")]
    [InlineData("entities/order.yaml", "limit: 2d", "limit: 2 days",
        "entities/order.yaml:13: '2 days' is not a length of time (write 30m, 4h or 2d)")]
    [InlineData("entities/order.yaml", "to: done", "to: doen", "entities/order.yaml:19: There is no state 'doen' (did you mean 'done'?)")]
    [InlineData("entities/order.yaml", "from: [new]", "from: [newe]",
        "entities/order.yaml:18: There is no state 'newe' (did you mean 'new'?)")]
    [InlineData("entities/order.yaml", "to: done", "to: same", "entities/order.yaml:14: No transition leads to 'done'")]
    [InlineData("entities/order.yaml", "title: Готов, final: true", "title: Готов",
        "entities/order.yaml:14: No transition leads out of 'done' (add one, or final: true)")]
    [InlineData("entities/order.yaml", "note: { optional: true }", "total: { optional: true }",
        "entities/order.yaml:21: 'total' is computed, nobody writes it")]
    [InlineData("entities/order.yaml", "paid: { input", "client: { input",
        "entities/order.yaml:21: 'client' is a field of 'order'; an input of the transition has a name of its own")]
    [InlineData("entities/order.yaml", "values: { order: id, price", "values: { price",
        "entities/order.yaml:26: 'order' of 'line' is required and has no value")]
    [InlineData("entities/order.yaml", "create: line", "create: user",
        "entities/order.yaml:25: 'user' is not created by an effect (people are created by invite)")]
    [InlineData("entities/order.yaml", "create: line", "create: line\n          into: note",
        "entities/order.yaml:26: 'note' does not refer to 'line'")]
    [InlineData("entities/order.yaml", "notice: [finished]", "notice: [finish]",
        "entities/order.yaml:27: There is no notice 'finish' (did you mean 'finished'?)")]
    [InlineData("entities/order.yaml", "note: { kind: text }", "note: { kind: text, was: client }",
        "entities/order.yaml:8: 'client' is still a field, nothing was renamed")]
    [InlineData("entities/line.yaml", "entity: line", "entity: line\nwas: order",
        "entities/line.yaml:2: 'order' is still an entity, nothing was renamed")]
    [InlineData("notices/finished.yaml", "client.crew", "size",
        "notices/finished.yaml:4: 'size' does not lead to people (write a reference to user, a way back to users, role:<role>, "
            + "or a field of kind email of the record itself)")]
    [InlineData("notices/finished.yaml", "{client.name}", "{client.nmae}",
        "notices/finished.yaml:5: 'user' has no field 'nmae' (did you mean 'name'?)")]
    public void A_problem_is_told_with_its_place_and_guess(string path, string was, string became, string problem) =>
        TestSolutions.Problems(World(path, was, became)).ShouldContain(problem);

    [Theory]
    [InlineData("entities/order.yaml", "clerk: client = @me.branch }", "clerk: clint = @me.branch }", "entities/order.yaml:20:",
        "did you mean 'client'?")]
    [InlineData("entities/order.yaml", "\"total > 0\"", "\"total + 1\"", "entities/order.yaml:22:", "")]
    [InlineData("entities/order.yaml", "order: id", "order: note", "entities/order.yaml:26:", "")]
    [InlineData("entities/order.yaml", "default: small", "default: \"@me\"", "entities/order.yaml:5:", "")]
    [InlineData("entities/order.yaml", "read: client = @me.branch", "read: client = @me.brunch", "entities/order.yaml:29:",
        "did you mean 'branch'?")]
    [InlineData("entities/order.yaml", "status = 'new' }", "status = 'newe' }", "entities/order.yaml:10:", "")]
    public void A_wrong_expression_is_told_at_its_line(string path, string was, string became, string place, string guess)
    {
        var problem = TestSolutions.Problems(World(path, was, became)).ShouldHaveSingleItem();
        problem.ShouldStartWith(place);
        problem.ShouldContain(guess);
    }

    [Theory]
    [InlineData("entities/file.yaml", "entity: file\nextend: true\naccess:\n  guest: { read: true }\n",
        "entities/file.yaml:4: Files are seen and added under the rights of their group (write read and write of the group)")]
    [InlineData("entities/membership.yaml", "entity: membership\nextend: true\naccess:\n  guest: { read: true, create: true }\n",
        "entities/membership.yaml:4: Roles are given and taken only by those with the ability users (grant read alone)")]
    [InlineData("roles/guest.yaml", "role: guest\ntitle: Гость\nabilities: [users]\n",
        "roles/guest.yaml:3: Who has not signed in has no abilities")]
    [InlineData("roles/guest.yaml", "role: guest\ntitle: Гость\nservice: true\n", "roles/guest.yaml:3: The guest is not a service")]
    [InlineData("roles/worker.yaml", "role: worker\ntitle: Система\n",
        "roles/worker.yaml:1: The worker is a service (write service: true)")]
    public void The_platforms_own_guard_cannot_be_opened_by_a_solution(string path, string text, string problem) =>
        TestSolutions.Problems((path, text)).ShouldBe([problem]);

    [Fact]
    public void A_role_without_a_home_is_warned_of() =>
        TestSolutions.Link(World("roles/clerk.yaml", "home: orders\n", "")).Warnings.ShouldHaveSingleItem().ToString()
            .ShouldBe("roles/clerk.yaml:1: 'clerk' has no home: nothing opens after sign-in");

    [Theory]
    [InlineData("language: de", "solution.yaml:3: 'de' is none of ru, en")]
    [InlineData("time_zone: Moscow", "solution.yaml:3: There is no time zone 'Moscow' (zones are called like Europe/Moscow)")]
    [InlineData("accent: red", "solution.yaml:3: 'red' is not a colour (write #2f6f6a)")]
    [InlineData("currency: рубль", "solution.yaml:3: 'рубль' is not the code of a currency (write RUB, USD, EUR)")]
    public void Settings_are_checked(string line, string problem) =>
        TestSolutions.Problems(("solution.yaml", $"solution: test\ntitle: Test\n{line}\n")).ShouldBe([problem]);

    [Fact]
    public void What_says_that_a_date_is_late_is_a_yes_no_field_of_the_same_entity()
    {
        string Thing(string late) =>
            $"entity: thing\nfields:\n  due: {{ kind: date, late: {late} }}\n  past: {{ kind: yes_no, computed: \"due < @today\" }}\n  "
            + $"note: {{ kind: text }}\n";
        TestSolutions.Link(("entities/thing.yaml", Thing("past"))).Entities["thing"]["due"].Late!.Key.ShouldBe("past");
        TestSolutions.Problems(("entities/thing.yaml", Thing("note"))).ShouldHaveSingleItem()
            .ShouldContain("'note' cannot say whether 'due' is late");
        TestSolutions.Problems(("entities/thing.yaml", Thing("pasd"))).ShouldHaveSingleItem().ShouldContain("past");
        TestSolutions.Problems(("entities/thing.yaml", "entity: thing\nfields:\n  note: { kind: text, late: note }\n"))
            .ShouldHaveSingleItem().ShouldContain("'late' means nothing for a field of kind text");
    }
}
