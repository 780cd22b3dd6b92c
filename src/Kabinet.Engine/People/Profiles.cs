using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.People;

/// <summary>A change of a person's own profile.</summary>
/// <param name="Name">Display name.</param>
/// <param name="Phone">Telephone; null or blank to remove.</param>
/// <param name="Language"><c>ru</c>, <c>en</c>, or null for the solution's language.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or null to follow the system.</param>
public sealed record ProfileChange(string Name, string? Phone, string? Language, string? Theme);

/// <summary>A person's own name, telephone, language and theme. Changing them needs no grant.</summary>
public sealed class Profiles
{
    private const string Language = "language", Theme = "theme";
    private readonly CommandDoor door;

    internal Profiles(CommandDoor door) => this.door = door;

    /// <summary>Writes the profile.</summary>
    /// <returns>Refusals by field; null on success.</returns>
    public async ValueTask<Outcome.Invalid?> Change(SignedIn signedIn, ProfileChange change, CancellationToken cancellation = default)
    {
        var user = signedIn.Actor.Solution.Entities[CoreEntities.User];
        var (values, refusals) = (new Dictionary<Field, object?>(), new Refusals());
        (string, string?)[] given = [("name", change.Name), ("phone", change.Phone), (Language, change.Language), (Theme, change.Theme)];
        foreach (var (key, input) in given)
        {
            if (user[key].Kind.Accept(user[key], input, out var value) is { } refusal) refusals.Add(key, refusal);
            values[user[key]] = value;
        }
        if (values[user["name"]] is null && !refusals.Has("name")) refusals.Add("name", new("field.required"));
        if (refusals.Any) return refusals.ToOutcome();
        return await door.Do(signedIn.Actor, run => PersonWriting.Write(run, signedIn.Person.Id, values), cancellation) as Outcome.Invalid;
    }

    /// <summary>Stores the language chosen in the menu; null for the solution's language.</summary>
    public ValueTask ChooseLanguage(SignedIn signedIn, string? language, CancellationToken cancellation = default) =>
        Choose(signedIn, Language, language, cancellation);

    /// <summary>Stores the theme chosen in the menu; null to follow the system.</summary>
    public ValueTask ChooseTheme(SignedIn signedIn, string? theme, CancellationToken cancellation = default) =>
        Choose(signedIn, Theme, theme, cancellation);

    /// <summary>Ignores a refusal by the solution's rules, because the page also keeps the choice in a cookie.</summary>
    private async ValueTask Choose(SignedIn signedIn, string key, string? value, CancellationToken cancellation)
    {
        if (signedIn.Actor.ImpersonatorId is not null) return;
        var field = signedIn.Actor.Solution.Entities[CoreEntities.User][key];
        await door.Do(signedIn.Actor, run => PersonWriting.WriteApart(run, signedIn.Person.Id, field, value), cancellation);
    }
}
