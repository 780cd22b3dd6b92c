using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Reading;

namespace Kabinet.Web.Request;

/// <summary>
/// Follows names that a form or a program uses to what they name now. Where the request tells its revision, every name is followed from
/// there; otherwise a name that is unknown now is looked up in the last revision that had it. A field that the actor has no right to stays
/// unknown, so a rename tells nothing of it.
/// </summary>
/// <param name="here">The request.</param>
/// <param name="told">Names of the revision that the request tells; null where it tells none.</param>
internal sealed class NameFollowing(RequestContext here, RevisionNames? told)
{
    private static readonly object Key = new();

    /// <summary>True where the request tells its revision.</summary>
    public bool IsTold => told is not null;

    /// <summary>The entity of a key; null where it is gone or never was.</summary>
    public async ValueTask<Entity?> Entity(string key)
    {
        if (told?.Entity(key) is { } followed) return followed;
        if (here.Solution.Entities.TryGetValue(key, out var known)) return known;
        return (await Having(names => names.Entity(key) is not null))?.Entity(key);
    }

    /// <summary>The present key of a transition; null where it is gone or never was.</summary>
    public async ValueTask<string?> Transition(Entity entity, string key)
    {
        if (told?.Transition(entity, key) is { } followed) return followed.Key;
        if (entity.Lifecycle?.Transitions.ContainsKey(key) == true) return key;
        return (await Having(names => names.Transition(entity, key) is not null))?.Transition(entity, key)?.Key;
    }

    /// <summary>The present key of a group of files; null where it is gone or never was.</summary>
    public async ValueTask<string?> FileGroup(Entity entity, string key)
    {
        if (told?.FileGroup(entity, key) is { } followed) return followed;
        if (entity.FileGroups.ContainsKey(key)) return key;
        return (await Having(names => names.FileGroup(entity, key) is not null))?.FileGroup(entity, key);
    }

    /// <summary>The present key of a conversation; null where it is gone or never was.</summary>
    public async ValueTask<string?> Thread(Entity entity, string key)
    {
        if (told?.Thread(entity, key) is { } followed) return followed;
        if (entity.Threads.ContainsKey(key)) return key;
        return (await Having(names => names.Thread(entity, key) is not null))?.Thread(entity, key);
    }

    /// <summary>The collection of a name; null where it is gone or never was.</summary>
    public async ValueTask<Collection?> Collection(Entity entity, string name)
    {
        if (told?.Collection(entity, name) is { } followed) return followed;
        if (entity.Collections.TryGetValue(name, out var known)) return known;
        return (await Having(names => names.Collection(entity, name) is not null))?.Collection(entity, name);
    }

    /// <summary>The field of a key with the names it comes from; null where it is gone or unknown to the actor.</summary>
    public async ValueTask<FollowedField?> Field(Entity entity, string key)
    {
        if (told is not null && told.HasField(entity, key))
            return told.Field(entity, key) is { } followed && (followed.Key == key || here.Actor.MayChoose(followed))
                ? new(followed, told) : null;
        if (entity.Find(key) is { } known) return new(known, null);
        var names = await Having(names => names.Field(entity, key) is not null);
        return names?.Field(entity, key) is { } former && here.Actor.MayChoose(former) ? new(former, names) : null;
    }

    /// <summary>The title that a field had, where the actor could know it; otherwise null.</summary>
    public async ValueTask<string?> TitleOf(Entity entity, string key) =>
        await Having(names => names.HasField(entity, key)) is { } names && names.TitleFor(here.Actor, entity, key) is { } title
            ? here.Say(title) : null;

    /// <summary>True where the request tells its revision, and the actor had to do with this then.</summary>
    public bool Knew(string entity, string? transition = null) => told?.Knew(here.Actor, entity, transition) == true;

    /// <summary>The present name of a path of fields; null where nothing was renamed on it or a step is gone.</summary>
    public async ValueTask<string?> Path(Entity entity, string path)
    {
        var (steps, at) = (new List<string>(), entity);
        foreach (var key in path.Split('.'))
        {
            if (at is null || await Field(at, key) is not { } field) return null;
            steps.Add(field.Field.Key);
            at = field.Field.To;
        }
        return string.Join('.', steps) is var now && now == path ? null : now;
    }

    /// <summary>A condition of the revision that the request tells, in present names; as it is where the request tells none.</summary>
    public string Condition(Entity entity, string text) =>
        told is null ? text : told.Condition(entity, text, here.Actor.MayChoose);

    /// <summary>An option of a field that is gone, in words; the text itself where it is no option.</summary>
    public async ValueTask<string> OptionOf(Entity entity, string field, string option) =>
        await Having(names => names.OptionTitle(entity, field, option) is not null) is { } names
            && names.TitleFor(here.Actor, entity, field) is not null ? here.Say(names.OptionTitle(entity, field, option)!) : option;

    /// <summary>How names of a request are followed; set before the endpoint runs.</summary>
    public static NameFollowing Of(HttpContext http) => (NameFollowing?)http.Items[Key] ?? new(http.Kabinet(), null);

    public static void Remember(HttpContext http, NameFollowing following) => http.Items[Key] = following;

    private async ValueTask<RevisionNames?> Having(Func<RevisionNames, bool> wanted)
    {
        if (told is not null) return wanted(told) ? told : null;
        return (await here.Engine.Names.Back(here.Solution, here.Cancellation)).FirstOrDefault(wanted);
    }
}

/// <summary>A field found by a name that may be an earlier one.</summary>
/// <param name="Field">The field.</param>
/// <param name="Names">The names it was found in; null for those of now.</param>
internal sealed record FollowedField(Field Field, RevisionNames? Names)
{
    /// <summary>A value of an earlier form in present names: the key of an option may have changed.</summary>
    public string? Value(string key, string? value) =>
        value is null || Names is null ? value : Names.Option(Field.Entity, key, value) ?? value;
}
