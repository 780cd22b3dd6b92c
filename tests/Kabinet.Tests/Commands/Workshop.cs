using Kabinet.Engine.Model;

namespace Kabinet.Tests.Commands;

/// <summary>
/// The definitions of a small workshop: clients of firms order, clerks take orders to makers, a chief sees everything.
/// Anna and Boris are clients of two firms, Clara and Carl are clerks, Charles is chief, Max is a maker who sees neither price nor client,
/// Irene inspects.
/// </summary>
internal static class Workshop
{
    private static readonly (string, string)[] Files =
    [
        Role("client"), Role("clerk"), Role("chief", "includes: [clerk]"), Role("maker"), Role("inspector"),
            Role("boss", "abilities: [users]"),
        ("entities/user.yaml", """
            entity: user
            extend: true
            fields:
              firm: { kind: ref, to: firm, inverse: people }
            access:
              clerk: { read: true, only: [id, name] }
              maker: { read: "id = @me", only: [id, name] }
              boss: { read: true }
              client: { read: "id = @me or firm = @me.firm", only: [id, name] }
            """),
        ("entities/firm.yaml", """
            entity: firm
            fields:
              title: { kind: text, required: true, unique: true }
              keeper: { kind: ref, to: user, inverse: kept }
            access:
              client: { read: "id = @me.firm" }
              clerk: { read: true, create: true, update: true, delete: true }
              boss: { read: true }
            """),
        ("entities/order.yaml", """
            entity: order
            number: "W-{year}-{seq:000}"
            fields:
              firm: { kind: ref, to: firm, required: true, default: = @me.firm, inverse: orders }
              subject: { kind: text, required: true }
              urgency: { kind: choice, required: true, default: normal, choices: { normal: Normal, fast: Fast } }
              place: { kind: text }
              note: { kind: text }
              secret: { kind: text }
              maker: { kind: ref, to: user, role: maker, inverse: made }
              clerk: { kind: ref, to: user, role: clerk, inverse: tended }
              keeper: { kind: ref, to: user, default: "= case when @me.firm is not null then @me end", inverse: watched }
              price: { kind: money, min: 0 }
              starts: { kind: date }
              ends: { kind: date }
              paid: { kind: money, computed: "sum(payments.amount)" }
              debt: { kind: money, computed: "price - paid" }
            require:
              "starts is null or ends is null or starts <= ends": It ends before it starts
            files:
              source: { title: Sources, read: [client, clerk, maker], write: { client: "status = 'draft'", clerk: true }, max_megabytes: 1 }
              work: { title: Work, read: [clerk, maker], write: { maker: "status = 'making'" } }
            lifecycle:
              states:
                draft: { title: Draft }
                new: { title: New, limit: 1d }
                making: { title: Making }
                waiting: { title: Waiting }
                ready: { title: Ready, final: true }
                paused: { title: Paused, aside: true }
              transitions:
                submit:
                  title: Submit
                  from: [draft]
                  to: new
                  by: [client, clerk]
                  require: { "place is not null": Give the place, "exists(lines)": Add a line }
                  notice: [submitted]
                give:
                  title: Give
                  from: [new]
                  to: making
                  by: [clerk]
                  ask: { maker: {}, ends: { optional: true } }
                  effects:
                    - set: { starts: "@today", note: "maker.name" }
                    - create: slot
                      values: { order: id, maker: maker, day: starts, hours: "2 * 4" }
                  audience: [clerk, maker]
                  notice: [given]
                pay:
                  title: Pay
                  from: [making, waiting]
                  to: { first: { ready: "debt <= 0", waiting: "true" } }
                  by: { boss: true }
                  ask: { amount: { input: { kind: money, min: 0.01 } } }
                  effects:
                    - create: payment
                      values: { order: id, amount: "@input.amount" }
                pause: { title: Pause, from: [new, making], to: paused, by: [clerk], ask: [comment] }
                resume: { title: Resume, from: [paused], to: previous, by: [clerk] }
                remind: { title: Remind, from: [making], to: same, by: [clerk], ask: { comment: { optional: true } },
                    notice: [reminded] }
                refuse_maker: { title: Fail, from: [making], to: ready, by: [clerk],
                    effects: [ { create: payment, values: { order: id, amount: "@input.none" } } ],
                    ask: { none: { optional: true, input: { kind: money } } } }
            access:
              client: { read: "firm = @me.firm", hide: [secret, maker], create: "firm = @me.firm",
                update: "firm = @me.firm and status = 'draft'",
                readonly: [clerk, price, keeper], delete: "status = 'draft'" }
              clerk: { read: true, create: true, update: "status <> 'ready'" }
              maker: { read: "maker = @me", only: [number, subject, status, maker, note] }
              inspector: { read: true, only: [number, subject] }
              boss: { read: true }
            """),
        ("entities/line.yaml", """
            entity: line
            label: what
            fields:
              order: { kind: ref, to: order, part: true, required: true, inverse: lines }
              what: { kind: text, required: true }
              quantity: { kind: number, min: 1, required: true, default: 1 }
            access:
              client: { read: "order.firm = @me.firm", create: "order.firm = @me.firm and order.status = 'draft'",
                update: "order.status = 'draft'", delete: "order.status = 'draft'" }
              clerk: { read: true, create: true, update: true, delete: true }
            """),
        ("entities/payment.yaml", """
            entity: payment
            fields:
              order: { kind: ref, to: order, part: true, required: true, inverse: payments }
              amount: { kind: money, required: true }
            access: { boss: { read: true }, clerk: { read: true } }
            """),
        ("entities/slot.yaml", """
            entity: slot
            fields:
              order: { kind: ref, to: order, required: true, inverse: slots }
              maker: { kind: ref, to: user, required: true, inverse: slots }
              day: { kind: date, required: true }
              hours: { kind: number, required: true }
            access: { clerk: { read: true } }
            """),
        ("notices/submitted.yaml",
            "notice: submitted\nentity: order\ntitle: Submitted\nto: [\"role:chief\", firm.people]\ntext: \"{actor}: {number}, {subject} "
            + "{price}\"\n"),
        ("notices/reminded.yaml", """
            notice: reminded
            entity: order
            title: Reminded
            to: [maker, clerk, firm.people]
            text: "{number}: {maker} is reminded, {price} for {subject}"
            words: { maker: "{number}: you are reminded of {subject}", clerk: "{number}: you remind of {subject}" }
            many: "{actor} reminds of {count}"
            """),
        ("notices/given.yaml",
            "notice: given\nentity: order\ntitle: Given\nto: [maker, firm.people]\ntext: \"{number} {price} {comment}\"\n"),
    ];

    public static IReadOnlyList<(string Path, string Text)> Definitions => Files;

    public static Solution Linked { get; } = TestSolutions.Link(Files);

    private static (string, string) Role(string key, string more = "") => ($"roles/{key}.yaml", $"role: {key}\ntitle: {key}\n{more}\n");
}
