using Kabinet.Engine.Definitions;
using Kabinet.Engine.Records;
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
    private readonly TimeProvider clock;
    private readonly CurrentSolution current;

    internal Profiles(Database database, TimeProvider clock, CurrentSolution current) => (this.database, this.clock, this.current) = (database, clock, current);

    /// <summary>Writes the profile.</summary>
    /// <returns>The refusals by field; null when it is done.</returns>
    public async ValueTask<Outcome.Invalid?> Change(SignedIn signedIn, ProfileChange change, CancellationToken cancellation = default)
    {
        var user = current.Value.Entities[CoreEntities.User];
        if (Accept(user["name"], change.Name, out var name) is { } nameRefusal) return Outcome.Invalid.At("name", nameRefusal);
        if (name is null) return Outcome.Invalid.At("name", new("field.required"));
        if (Accept(user["phone"], change.Phone, out var phone) is { } phoneRefusal) return Outcome.Invalid.At("phone", phoneRefusal);
        Statement statement = new(PeopleStatements.SetProfile, signedIn.Person.Id, name, phone, change.Language, change.Theme, clock.GetUtcNow().UtcDateTime);
        await database.Write(transaction => transaction.Execute(statement, cancellation), cancellation);
        return null;
    }

    /// <summary>Keeps a language or a theme chosen from the menu; null leaves it as it is.</summary>
    public ValueTask Choose(SignedIn signedIn, string? language, string? theme, CancellationToken cancellation = default) =>
        signedIn.Actor.ImpersonatorId is not null || (language ?? theme) is null ? ValueTask.CompletedTask
        : database.Do(transaction => transaction.Execute(new(PeopleStatements.SetChoices, signedIn.Person.Id, language, theme), cancellation), cancellation);

    private static Message? Accept(Field field, string? input, out object? value) => field.Kind.Accept(field, input, out value);
}
