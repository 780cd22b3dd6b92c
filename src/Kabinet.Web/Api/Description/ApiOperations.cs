using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;
using static Kabinet.Web.Api.Description.Schemas;

namespace Kabinet.Web.Api.Description;

/// <summary>The operations that exist for a reader: those of the platform, and those of each entity he has business with.</summary>
internal static class ApiOperations
{
    public const string Session = "_session", Files = "_files", Notices = "_notices", People = "_people", Jobs = "_jobs";

    public static IEnumerable<Operation> Of(RequestContext here, IReadOnlyList<Entity> entities) =>
        [.. OfPlatform(), .. here.Actor.Abilities.Contains(Ability.Users) ? OfPeople().Concat(OfJobs()) : [],
            .. entities.SelectMany(entity => OfEntity(here, entity))];

    private static IEnumerable<Operation> OfPlatform() =>
    [
        new("/api/session", "post", "sign_in", Session, "Sign in with a password, and a code where it is asked for")
        {
            IsOpen = true, Body = Object(("login", Text), ("password", Text), ("code", Text)), Answer = Object(("token", Text)),
        },
        new("/api/session/confirm", "post", "confirm_session", Session, "Confirm the session with the password, for ten minutes")
            { Done = 204, Body = Object(("password", Text)) },
        new("/api/session", "delete", "sign_out", Session, "Sign out") { Done = 204 },
        new("/api/me", "get", "me", Session, "Who the token belongs to") { Answer = Named(Schemas.Person) },
        new("/api/me/password", "post", "change_password", Session, "Choose a new password")
            { Done = 204, Body = Object(("current", Text), ("password", Text)) },
        new("/api/notices", "get", "notices", Notices, "Own notices, the newest first")
            { Query = ["before", "limit"], Answer = Object(("items", ListOf(Named(Schemas.Notice))), ("unread", Whole)) },
        new("/api/notices/read", "post", "read_notices", Notices, "Mark own notices as read") { Done = 204, Query = ["id"] },
        new("/api/live", "get", "live", Notices, "Names of what changes, as server-sent events")
            { Query = ["topics"], Answer = Text, AnswerType = "text/event-stream" },
        new("/api/files/{id}", "get", "file", Files, "The bytes of a file, whole or in ranges")
            { Answer = Text, AnswerType = "application/octet-stream" },
        new("/api/files/{id}", "patch", "sort_file", Files, "Say what kind of document a file is")
            { Done = 204, Body = Object(("kind", Schemas.OrNothing("string"))) },
        new("/api/files/{id}/thumbnail", "get", "thumbnail", Files, "A small picture of a file, WebP")
            { Answer = Text, AnswerType = "image/webp" },
        new("/api/files/{id}", "delete", "remove_file", Files, "Remove a file") { Done = 204, IsGuarded = true },
        new("/api/openapi.json", "get", "description", Session, "This description") { Answer = Schemas.Of("object") },
    ];

    private static IEnumerable<Operation> OfPeople() =>
    [
        new("/api/people", "post", "invite", People, "Let a person in") { Done = 201, Answer = OneTime(),
            Body = Object(("login", Text), ("name", Text), ("email", Text), ("role", Text)) },
        new("/api/people/{user}/password", "post", "reset_password", People, "Give a new one-time password") { Answer = OneTime() },
        new("/api/people/{user}/roles", "put", "set_roles", People, "Set the roles of a person") { Done = 204, Body = ListOf(Text) },
    ];

    private static IEnumerable<Operation> OfJobs() =>
    [
        new("/api/jobs", "get", "jobs", Jobs, "What the platform does by itself: jobs with their times and last runs")
            { Answer = Object(("items", ListOf(Named(Schemas.Job)))) },
        new("/api/jobs/{job}/run", "post", "run_job", Jobs, "Run a job at once; a job that is running is not begun again")
            { Done = 202, Answer = Named(Schemas.JobRun) },
    ];

    private static IEnumerable<Operation> OfEntity(RequestContext here, Entity entity)
    {
        var (key, address, title) = (entity.Key, $"/api/records/{entity.Key}", here.Say(entity.Title));
        yield return new(address, "get", $"{key}.list", key, $"{here.Say(entity.Plural)}: a page of records")
            { Query = ApiQuery.OfList, Answer = PageOf(Named(key)) };
        yield return new(address, "post", $"{key}.create", key, $"{title}: create")
            { Query = ["submit"], Body = Named(key), Done = 201, Answer = Named(key) };
        yield return new($"{address}.csv", "get", $"{key}.csv", key, $"{here.Say(entity.Plural)}: all rows as CSV")
            { Query = ApiQuery.OfFile, Answer = Text, AnswerType = "text/csv" };
        yield return new($"{address}/{{id}}", "get", $"{key}.read", key, $"{title}: read") { Query = ["fields"], Answer = Named(key) };
        yield return new($"{address}/{{id}}", "patch", $"{key}.change", key, $"{title}: change")
            { Body = Named(key), Answer = Named(key), IsGuarded = true };
        yield return new($"{address}/{{id}}", "delete", $"{key}.delete", key, $"{title}: delete")
            { Query = ["_version"], Done = 204, IsGuarded = true };
        yield return new($"{address}/{{id}}/journal", "get", $"{key}.journal", key, $"{title}: history")
            { Query = ["before", "limit"], Answer = PageOf(Named(Schemas.Event)) };
        foreach (var operation in OfFiles(entity, address, title)) yield return operation;
        foreach (var operation in OfThreads(entity, address, title)) yield return operation;
        foreach (var transition in entity.Lifecycle?.Transitions.Values.Where(known => here.Actor.MayEver(entity, known)) ?? [])
            yield return new($"{address}/{{id}}/{transition.Key}", "post", $"{key}.do.{transition.Key}", key,
                $"{title}: {here.Say(transition.Definition.Title)}")
                { Body = OfInputs(transition), WithFiles = Schemas.OfFiles(transition), Answer = Named(key), IsGuarded = true };
    }

    private static IEnumerable<Operation> OfFiles(Entity entity, string address, string title)
    {
        if (entity.FileGroups.Count == 0) yield break;
        yield return new($"{address}/{{id}}/files/{{group}}", "get", $"{entity.Key}.files", entity.Key, $"{title}: files of a group")
            { Answer = Object(("items", ListOf(Named(Schemas.File)))) };
        yield return new($"{address}/{{id}}/files/{{group}}", "post", $"{entity.Key}.files.add", entity.Key, $"{title}: add a file")
        {
            BodyType = "multipart/form-data", Done = 201, Answer = Named(Schemas.File),
            Body = Object(("kind", Text), ("replaces", Whole),
                ("file", new() { ["type"] = "string", ["contentMediaType"] = "application/octet-stream" })),
        };
        yield return new($"{address}/{{id}}/files/{{group}}.zip", "get", $"{entity.Key}.files.archive", entity.Key,
            $"{title}: files of a group as an archive") { Answer = Text, AnswerType = "application/zip" };
        yield return new($"{address}/{{id}}/files.zip", "get", $"{entity.Key}.files.all", entity.Key, $"{title}: all files as an archive")
            { Answer = Text, AnswerType = "application/zip" };
        yield return new($"{address}/{{id}}/checklist", "get", $"{entity.Key}.checklist", entity.Key, $"{title}: needed documents")
        {
            Answer = Object(("missing", Whole), ("items", ListOf(Object(("group", Text), ("kind", Text), ("title", Text),
                ("present", Schemas.YesNo), ("from", Schemas.OrNothing("string")))))),
        };
    }

    private static IEnumerable<Operation> OfThreads(Entity entity, string address, string title)
    {
        if (entity.Threads.Count == 0) yield break;
        var (key, threads) = (entity.Key, $"{address}/{{id}}/threads");
        yield return new(threads, "get", $"{key}.threads", key, $"{title}: conversations")
            { Answer = Object(("items", ListOf(Object(("key", Text), ("title", Text), ("unread", Whole))))) };
        yield return new($"{threads}/{{thread}}", "get", $"{key}.thread", key, $"{title}: messages of a conversation, oldest first")
        {
            Query = ["before", "limit"],
            OwnQuery = new Dictionary<string, (string Type, string Says)> { ["before"] = ("string", "The value of earlier of a page") },
            Answer = Object(("items", ListOf(Schemas.Message())), ("unread", Whole), ("can_write", Schemas.YesNo),
                ("earlier", Schemas.OrNothing("string"))),
        };
        yield return new($"{threads}/{{thread}}", "post", $"{key}.thread.post", key, $"{title}: post a message")
        {
            Body = Object(("text", Text), ("quote", Whole)), WithFiles = Schemas.OfMessage(), Done = 201,
            Answer = Object(("id", Whole)),
        };
        yield return new($"{threads}/{{thread}}/read", "post", $"{key}.thread.read", key, $"{title}: mark a conversation as read")
            { Done = 204 };
        yield return new($"{threads}/{{thread}}/{{said}}", "patch", $"{key}.message.change", key, $"{title}: change an own message")
            { Body = Object(("text", Text)), Done = 204 };
        yield return new($"{threads}/{{thread}}/{{said}}/pass", "post", $"{key}.message.pass", key, $"{title}: pass a message on")
            { Body = Object(("to", Text), ("text", Text), ("files", ListOf(Whole))), Done = 201, Answer = Object(("id", Whole)) };
    }

    private static System.Text.Json.Nodes.JsonObject OneTime() => Object(("id", Whole), ("login", Text), ("password", Text));
}
