using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

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
    private const string Language = "language", Theme = "theme";
    private readonly CommandDoor door;

    internal Profiles(CommandDoor door) => this.door = door;

    /// <summary>Writes the profile.</summary>
    /// <returns>The refusals by field; null when it is done.</returns>
    public async ValueTask<Outcome.Invalid?> Change(SignedIn signedIn, ProfileChange change, CancellationToken cancellation = default)
    {
        var user = signedIn.Actor.Solution.Entities[CoreEntities.User];
        var values = new Dictionary<Field, object?>();
        (string, string?)[] given = [("name", change.Name), ("phone", change.Phone), (Language, change.Language), (Theme, change.Theme)];
        foreach (var (key, input) in given)
        {
            if (user[key].Kind.Accept(user[key], input, out var value) is { } refusal) return Outcome.Invalid.At(key, refusal);
            values[user[key]] = value;
        }
        if (values[user["name"]] is null) return Outcome.Invalid.At("name", new("field.required"));
        return await door.Do(signedIn.Actor, run => PersonWriting.Write(run, signedIn.Person.Id, values), cancellation) as Outcome.Invalid;
    }

    /// <summary>Keeps a language chosen from the menu; null for the solution's.</summary>
    public ValueTask ChooseLanguage(SignedIn signedIn, string? language, CancellationToken cancellation = default) =>
        Choose(signedIn, Language, language, cancellation);

    /// <summary>Keeps a theme chosen from the menu; null for the system's.</summary>
    public ValueTask ChooseTheme(SignedIn signedIn, string? theme, CancellationToken cancellation = default) =>
        Choose(signedIn, Theme, theme, cancellation);

    /// <summary>Where the solution refuses it the page keeps it in a cookie all the same.</summary>
    private async ValueTask Choose(SignedIn signedIn, string key, string? value, CancellationToken cancellation)
    {
        if (signedIn.Actor.ImpersonatorId is not null) return;
        var field = signedIn.Actor.Solution.Entities[CoreEntities.User][key];
        await door.Do(signedIn.Actor, run => PersonWriting.WriteApart(run, signedIn.Person.Id, field, value), cancellation);
    }
}
