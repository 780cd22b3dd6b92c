using Kabinet.Engine.Mail.Smtp;

namespace Kabinet.Tests.Background;

/// <summary>
/// The definitions of a board of tasks: a chief gives them to doers, who do not see what they cost, and an owner manages people.
/// Letters tell of what is given.
/// </summary>
internal static class TaskBoard
{
    public static IReadOnlyList<(string Path, string Text)> Definitions { get; } =
    [
        ("roles/chief.yaml", "role: chief\ntitle: Chief\n"),
        ("roles/doer.yaml", "role: doer\ntitle: Doer\n"),
        ("roles/owner.yaml", "role: owner\ntitle: Owner\nabilities: [users]\n"),
        ("entities/user.yaml", """
            entity: user
            extend: true
            fields:
              boss: { kind: ref, to: user, inverse: people }
              room: { kind: text }
            access:
              chief: { read: true, only: [id, name] }
              doer: { read: "id = @me or id = @me.boss", only: [id, name] }
              owner: { read: true, create: true, update: true, delete: true }
            """),
        ("entities/task.yaml", """
            entity: task
            label: title
            fields:
              title: { kind: text, required: true }
              cost: { kind: money }
              doer: { kind: ref, to: user, inverse: tasks }
              watcher: { kind: ref, to: user, inverse: watched }
            lifecycle:
              states:
                new: { title: New }
                given: { title: Given, final: true }
              transitions:
                give: { title: Give, from: [new], to: given, by: [chief], notice: [given] }
            access:
              chief: { read: true, create: true, update: true }
              doer: { read: "doer = @me", hide: [cost] }
            """),
        ("notices/given.yaml", """
            notice: given
            entity: task
            title: { ru: Поручено, en: Given to you }
            to: [doer, watcher]
            text: { ru: "Задача «{title}» {cost}", en: "Task {title} {cost}" }
            """),
    ];

    /// <summary>A board with its people; the doer has an e-mail, the watcher is a chief with one, another doer has none.</summary>
    public static async Task<EngineWorld> Open(string kind, MailServer? mail = null)
    {
        var world = await EngineWorld.Open(kind, Definitions, mail);
        await world.Admit("owner", "owner");
        await world.Admit("chief", "chief", "chief@example.org");
        await world.Admit("doer", "doer", "doer@example.org");
        await world.Admit("watcher", "chief", "watcher@example.org");
        await world.Admit("silent", "doer");
        return world;
    }

    /// <summary>The chief gives a task to somebody.</summary>
    public static async Task<long> Give(this EngineWorld world, string doer = "doer", string? watcher = null, string title = "Sweep")
    {
        var chief = await world.As("chief");
        (string, object?)[] values =
            [("title", title), ("cost", "100"), ("doer", world.IdOf(doer)), ("watcher", watcher is null ? null : world.IdOf(watcher))];
        var id = EngineWorld.Id(await world.Create(chief, "task", values));
        EngineWorld.Id(await world.Take(chief, "task", id, "give"));
        return id;
    }
}
