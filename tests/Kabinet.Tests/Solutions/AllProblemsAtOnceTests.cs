namespace Kabinet.Tests.Solutions;

/// <summary>
/// One solution that is wrong in every way at once: each thing wrong is told once, and nothing that only follows from it.
/// </summary>
public class AllProblemsAtOnceTests
{
    private static readonly (string, string)[] Files =
    [
        ("solution.yaml", "solution: Test\ntitle: Test\ntime_zone: Moscow\n"),
        ("roles/clerk.yaml", "role: clerk\ntitle: Клерк\nhome: orders\n"),
        ("roles/chief.yaml", "role: chief\ntitle: Начальник\nincluds: [clerk]\nhome: orders\n"),
        ("roles/boss.yaml", "role: boss\ntitle: Директор\nincludes: [clark]\nhome: ordres\n"),
        ("roles/broken.yaml", "role: broken\ntitle: [\n"),
        // Its fields, ways back, states and groups are anybody's guess.
        ("entities/partner.yaml", "entity: partner\nfields:\n  name: { kind: text\n"),
        ("entities/line.yaml", """
            entity: line
            fields:
              order: { kind: ref, to: order, part: true, inverse: lines, reqired: true }
              service: { kind: ref, to: servise }
              price: { kind: mony }
              vat: { kind: decimal, scale: two }
              count: { kind: number, min: 5, max: 1 }
            access:
              clerk: { read: order.client = @me, write: [price, vat, coutn] }
              broken: { read: "service.title = 'a' and service.price > 1" }
            """),
        ("entities/order.yaml", """
            entity: order
            numbr: "Z-{seq:000}"
            label: price
            fields:
              client: { kind: ref, to: user }
              partner: { kind: ref, to: partner, inverse: orders }
              size: { kind: choice, choices: { small: Малый, big: [1] } }
              total: { kind: money, computed: sum(lines.price) }
              twice: { kind: money, computed: totl * 2 }
              vat: { kind: money, computed: sum(lines.vatt) }
              late: { kind: yes_no, computed: "number = 'a' and size = 'big' or size = 'huge'" }
              theirs: { kind: number, computed: count(partner.people) + count(partner.orders) + count(partner.lines) }
              discount: { kind: money, computed: partner.discount * total }
            files:
              scans: { title: Сканы, read: [clerk, clrk] }
            notice: [made, maed]
            lifecycle:
              states:
                new: { title: Новый, limit: two }
                work: { title: В работе }
                done: { title: Готов, finl: true }
              transitions:
                start: { title: Начать, from: new, to: wrk, by: { clerk: "overdue or status = 'don'" } }
                finish:
                  title: Готово
                  from: [work]
                  to: done
                  by: { clerk: tru }
                  ask: { paid: { input: { kind: mony } }, nte: , client: }
                  require: { "total >": Пусто, "partner.blocked": Закрыт }
                  effects:
                    - { set: { client: "@input.nte", total: "@input.paid" } }
                    - { set: { size: "@input.pad" } }
                    - { creat: line, values: { order: id } }
                    - { create: line, values: { order: id, price: "@input.paid", coutn: 1 } }
                    - { create: partner, values: { anything: total } }
                    - { update: people, values: { anything: 1 } }
                  notice: [made]
            access:
              clerk: { read: client = @me.branch and partner = @me.partner }
              broken: { only: [total] }
              nobody: { read: true }
            """),
        ("entities/user.yaml",
            "entity: user\nextend: true\nfields:\n  partner: { kind: ref, to: partner, inverse: people }\n  branch: { knd: ref, to: user "
            + "}\n"),
        ("entities/copy.yaml", "entity: order\nfields:\n  title: { kind: text }\n"),
        ("notices/made.yaml", "notice: made\nentity: ordr\ntitle: Создан\nto: [client]\ntext: \"{anything}\"\n"),
        ("notices/sent.yaml",
            "notice: sent\nentity: order\ntitle: Отправлен\nto: [client.branch, partner.people, total, role:nobody]\ntext: \"{status} "
            + "{partner.name} {clint}\"\n"),
        ("pages/orders.yaml", """
            page: orders
            path: /orders
            title: Заказы
            roles: [clerk]
            menu: { icon: List, count: { entity: copi, where: "1 = 1" } }
            blocks:
              - { block: gird, entity: order }
              - {block: grid, entity: order, columns: [partner.name, vta], quick: {late: {title: L, where: late and lat}}, create: added}
              - { block: board, entity: order, card: [total], states: [new, doen] }
              - { block: board, entity: partner, card: [name] }
              - {block: metrics, tiles: {a: {title: A, entity: order, link: /orders?view=any}, b: {title: B, entity: order, link: /order}}}
            """),
        ("pages/order.yaml", """
            page: order
            path: /orders/{id}
            title: Заказ
            roles: [clerk]
            blocks:
              - block: record
                entity: oder
                sections: [{ fields: [total, anything] }]
                blocks:
                  - { block: history }
                  - { block: grid, of: lines, columns: [price] }
                  - { block: grid, entity: line, columns: [cuont] }
            """),
        ("pages/added.yaml", "page: added\npath: /add\ntitle: Добавить\nroles: [clerk]\nblocks: [{ block: form, entity: order, sections: "
            + "[{ fields: [size, total] }], rows: { lines: [price, vta] }, files: [scans, scan], submit: finish }]\n"),
        ("order.yaml", "entity: order\n"),
    ];

    [Fact]
    public void Every_stage_tells_its_own_and_nothing_is_told_that_only_follows() =>
        TestSolutions.Problems(Files).ShouldBe([
            "entities/copy.yaml:1: The file of 'order' must be called order.yaml",
            "entities/line.yaml:3: Unknown key 'reqired' (did you mean 'required'?)",
            "entities/line.yaml:4: There is no entity 'servise'",
            "entities/line.yaml:5: 'mony' is none of choice, date, datetime, decimal, email, money, number, phone, ref, text, yes_no "
                + "(did you mean 'money'?)",
            "entities/line.yaml:6: A whole number is expected here, not 'two'",
            "entities/line.yaml:7: The least value is greater than the greatest",
            "entities/line.yaml:9: 'line' has no field 'coutn' (did you mean 'count'?)",
            "entities/order.yaml:2: Unknown key 'numbr' (did you mean 'number'?)",
            "entities/order.yaml:3: 'order' has no field 'price'",
            "entities/order.yaml:7: A map is expected here, not a list",
            "entities/order.yaml:9: order has no field “totl”: 'totl * 2', character 1 (did you mean 'total'?)",
            "entities/order.yaml:10: line has no field “vatt”: 'sum(lines.vatt)', character 11 (did you mean 'vat'?)",
            "entities/order.yaml:15: There is no role 'clrk' (did you mean 'clerk'?)",
            "entities/order.yaml:16: There is no notice 'maed'",
            "entities/order.yaml:19: 'two' is not a length of time (write 30m, 4h or 2d)",
            "entities/order.yaml:21: Unknown key 'finl' (did you mean 'final'?)",
            "entities/order.yaml:23: There is no state 'wrk' (did you mean 'work'?)",
            "entities/order.yaml:23: Field status has no option “don”: 'overdue or status = 'don'', character 21 (did you mean ''done''?)",
            "entities/order.yaml:28: order has no field “tru”: 'tru', character 1",
            "entities/order.yaml:29: 'mony' is none of choice, date, datetime, decimal, email, money, number, phone, ref, text, yes_no "
                + "(did you mean 'money'?)",
            "entities/order.yaml:29: 'order' has no field 'nte'",
            "entities/order.yaml:30: The expression ends too early: 'total >', character 8",
            "entities/order.yaml:32: 'total' is computed, nobody writes it",
            "entities/order.yaml:33: There is no input “pad” here: '@input.pad', character 8",
            "entities/order.yaml:34: Unknown key 'creat' (did you mean 'create'?)",
            "entities/order.yaml:35: 'line' has no field 'coutn' (did you mean 'count'?)",
            "entities/order.yaml:41: The grant grants nothing (add read or create, or remove it)",
            "entities/order.yaml:42: There is no role 'nobody'",
            "entities/partner.yaml:4: Not valid YAML: a comma or a closing bracket is missing",
            "entities/user.yaml:5: Unknown key 'knd' (did you mean 'kind'?)",
            "notices/made.yaml:2: There is no entity 'ordr' (did you mean 'order'?)",
            "notices/sent.yaml:4: 'total' does not lead to people (write a reference to user, a way back to users, role:<role>, "
                + "or a field of kind email of the record itself)",
            "notices/sent.yaml:4: There is no role 'nobody'",
            "notices/sent.yaml:5: 'order' has no field 'clint' (did you mean 'client'?)",
            "order.yaml: Only solution.yaml stands beside the folders",
            "pages/added.yaml:5: 'total' is computed, nobody writes it",
            "pages/added.yaml:5: 'line' has no field 'vta' (did you mean 'vat'?)",
            "pages/added.yaml:5: There is no file group 'scan' (did you mean 'scans'?)",
            "pages/added.yaml:5: 'finish' does not start from 'new', the state of a new record",
            "pages/order.yaml:7: There is no entity 'oder' (did you mean 'order'?)",
            "pages/order.yaml:12: 'line' has no field 'cuont' (did you mean 'count'?)",
            "pages/orders.yaml:5: 'List' is not the name of a Tabler icon (names are like clipboard-text)",
            "pages/orders.yaml:5: There is no entity 'copi' (did you mean 'copy'?)",
            "pages/orders.yaml:7: 'gird' is none of account, background, board, files, form, grid, history, inbox, invitation, "
                + "letter_templates, letters, mail_server, metrics, people, record, similar, text, threads, waiting (did you mean 'grid'?)",
            "pages/orders.yaml:8: 'order' has no field 'vta' (did you mean 'vat'?)",
            "pages/orders.yaml:8: order has no field “lat”: 'late and lat', character 10 (did you mean 'late'?)",
            "pages/orders.yaml:9: There is no state 'doen' (did you mean 'done'?)",
            "pages/orders.yaml:11: No page has the address '/order' (did you mean '/orders'?)",
            "roles/boss.yaml:3: There is no role 'clark' (did you mean 'clerk'?)",
            "roles/boss.yaml:4: There is no page 'ordres' (did you mean 'orders'?)",
            "roles/broken.yaml:3: Not valid YAML: a value is expected",
            "roles/chief.yaml:3: Unknown key 'includs' (did you mean 'includes'?)",
            "solution.yaml:1: 'Test' is not the key of a solution: small Latin letters, digits and -",
            "solution.yaml:3: There is no time zone 'Moscow' (zones are called like Europe/Moscow)",
        ]);
}
