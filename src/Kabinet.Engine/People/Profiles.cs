using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Expressions.Parsing;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>What a person changes about himself.</summary>
/// <param name="Name">Name shown to others.</param>
/// <param name="Phone">Telephone; null or blank to remove.</param>
/// <param name="Language"><c>ru</c>, <c>en</c>, or null for the solution's.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or null for the system's.</param>
public sealed record ProfileChange(string Name, string? Phone, string? Language, string? Theme);

/// <summary>A person's own name, telephone, language and theme; his without any grant, whatever else of users he may write.</summary>
public sealed class Profiles
{
    private readonly Database database;
    private readonly CommandDoor door;

    internal Profiles(Database database, CommandDoor door) => (this.database, this.door) = (database, door);

    /// <summary>Writes the profile.</summary>
    /// <returns>The refusals by field; null when it is done.</returns>
    public async ValueTask<Outcome.Invalid?> Change(SignedIn signedIn, ProfileChange change, CancellationToken cancellation = default)
    {
        var user = signedIn.Actor.Solution.Entities[CoreEntities.User];
        var values = new Dictionary<Field, object?>();
        foreach (var (key, input) in new[] { ("name", change.Name), ("phone", change.Phone), ("language", change.Language), ("theme", change.Theme) })
        {
            if (user[key].Kind.Accept(user[key], input, out var value) is { } refusal) return Outcome.Invalid.At(key, refusal);
            values[user[key]] = value;
        }
        if (values[user["name"]] is null) return Outcome.Invalid.At("name", new("field.required"));
        return await door.Do(signedIn.Actor, run => Write(run, user, signedIn.Person.Id, values), cancellation) as Outcome.Invalid;
    }

    private static async ValueTask<Outcome.Done> Write(CommandRun run, Entity user, long id, Dictionary<Field, object?> values)
    {
        var question = run.Plan(user, "profile", () => new RowQuestion(run.Plans.Dialect, user, Expression.True, [], whole: true));
        var row = (await run.Take(question, user, id) ?? throw RefusedException.NotFound()).Whole;
        foreach (var (field, value) in values) row.Set(field, value);
        await run.Save(row);
        if (row.Changes() is { Count: > 0 } changes) await run.Journal(new(user, id, EventKind.Updated, row.Version) { Changes = changes });
        return new(id, row.Version, null);
    }

    /// <summary>Keeps a language chosen from the menu; null for the solution's.</summary>
    public ValueTask ChooseLanguage(SignedIn signedIn, string? language, CancellationToken cancellation = default) => Choose(signedIn, new(PeopleStatements.SetLanguage, signedIn.Person.Id, language), cancellation);

    /// <summary>Keeps a theme chosen from the menu; null for the system's.</summary>
    public ValueTask ChooseTheme(SignedIn signedIn, string? theme, CancellationToken cancellation = default) => Choose(signedIn, new(PeopleStatements.SetTheme, signedIn.Person.Id, theme), cancellation);

    private ValueTask Choose(SignedIn signedIn, Statement statement, CancellationToken cancellation) =>
        signedIn.Actor.ImpersonatorId is null ? database.Do(transaction => transaction.Execute(statement, cancellation), cancellation) : ValueTask.CompletedTask;
}
