using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Publishing;

/// <summary>
/// The names of an earlier revision, and what each of them names now. A removed name has no successor, even where another thing took it
/// later.
/// </summary>
public sealed class RevisionNames
{
    private readonly Solution now;
    private readonly IReadOnlyList<RevisionStep> since;
    private readonly Dictionary<string, string> former = new(StringComparer.Ordinal);

    internal RevisionNames(int revision, Solution now, IReadOnlyList<RevisionStep> since)
    {
        (Revision, this.now, this.since) = (revision, now, since);
        foreach (var key in Then.Entities.Keys)
            if (Follow(KeyFamily.Entity, key) is { } present) former[present] = key;
    }

    /// <summary>Number of the revision.</summary>
    public int Revision { get; }

    /// <summary>The entity that a key named; null where it is gone or never was.</summary>
    public Entity? Entity(string key) =>
        Then.Entities.ContainsKey(key) && Follow(KeyFamily.Entity, key) is { } present ? now.Entities.GetValueOrDefault(present) : null;

    /// <summary>The field of an entity that a key named; null where it is gone or never was.</summary>
    public Field? Field(Entity entity, string key)
    {
        if (!HasField(entity, key)) return entity.Find(key) is { IsSystem: true } system ? system : null;
        return Follow(KeyFamily.Field, former[entity.Key], key) is { } present ? entity.Find(present) : null;
    }

    /// <summary>True if the entity had a field of this key, wherever it is now.</summary>
    public bool HasField(Entity entity, string key) => Defined(entity, key) is not null;

    /// <summary>The present key of an option; null where it is gone or the field had no such option.</summary>
    public string? Option(Entity entity, string field, string option) =>
        Defined(entity, field)?.Choices.ContainsKey(option) == true
            ? Follow(KeyFamily.Choice, former[entity.Key], field, option) : null;

    /// <summary>The present key of an option or a state; null where it is gone or the field, as it is now, had no such option.</summary>
    internal string? Option(Field field, string option) =>
        field.Key == SystemFields.Status
            ? Definition(field.Entity)?.Lifecycle?.States.ContainsKey(option) == true
                ? Follow(KeyFamily.State, former[field.Entity.Key], option) : null
        : FormerKey(field) is { } key ? Option(field.Entity, key, option) : null;

    /// <summary>A condition of this revision on records of an entity in present names.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="text">The condition; returned unchanged where it is no expression.</param>
    /// <param name="isKnown">False for a field whose present name the reader may not learn; its name is not followed.</param>
    public string Condition(Entity entity, string text, Func<Field, bool> isKnown) =>
        new ExpressionNames(this, isKnown).Of(text, entity);

    /// <summary>The title that an option of a field had; null for none.</summary>
    public LocalizedText? OptionTitle(Entity entity, string field, string option) =>
        Defined(entity, field)?.Choices.GetValueOrDefault(option)?.Title;

    /// <summary>The transition that a key of an entity named; null where it is gone or never was.</summary>
    public Transition? Transition(Entity entity, string key) =>
        Definition(entity)?.Lifecycle?.Transitions.ContainsKey(key) == true
        && Follow(KeyFamily.Transition, former[entity.Key], key) is { } present
            ? entity.Lifecycle?.Transitions.GetValueOrDefault(present) : null;

    /// <summary>The present key of a group of files; null where it is gone or never was.</summary>
    public string? FileGroup(Entity entity, string key) =>
        Definition(entity)?.Files.ContainsKey(key) == true ? Follow(KeyFamily.FileGroup, former[entity.Key], key) : null;

    /// <summary>The present key of a conversation; null where it is gone or never was.</summary>
    public string? Thread(Entity entity, string key) =>
        Definition(entity)?.Threads.ContainsKey(key) == true ? Follow(KeyFamily.Thread, former[entity.Key], key) : null;

    /// <summary>
    /// The collection that a name (<c>lines</c>) of an entity stood for. A collection is named by its reference, so it is found by what
    /// the reference is now.
    /// </summary>
    public Collection? Collection(Entity entity, string name) =>
        Then.Entities.SelectMany(part => part.Value.Fields, (part, field) => (Part: part.Key, field.Key, field.Value))
            .Where(field => field.Value.Inverse == name && field.Value.To is { } to && to == former.GetValueOrDefault(entity.Key))
            .Select(field => Entity(field.Part) is { } part ? Field(part, field.Key) : null)
            .Select(reference => entity.Collections.Values.FirstOrDefault(found => found.Reference == reference))
            .FirstOrDefault(found => found is not null);

    /// <summary>The present key of a page; null where it is gone or never was.</summary>
    public string? Page(string key) => Then.Pages.ContainsKey(key) ? Follow(KeyFamily.Page, key) : null;

    /// <summary>The present key of a list, which is its place on its page; null where it is gone or never was.</summary>
    public string? List(string page, string key) =>
        Then.Pages.TryGetValue(page, out var found) && PageBlocks.Of(found).Any(block => block.Key == key && block.IsList)
            ? Follow(KeyFamily.Block, page, key) : null;

    /// <summary>The path of a column of a list in present names; the path itself where one of its fields is gone.</summary>
    public string Column(string page, string list, string path)
    {
        foreach (var step in since)
        {
            if (Lists(step, page)?.List(list) is not { PlaceAfter: { } place } names) return path;
            (path, page, list) = (names.Path(path, []) ?? path, step.Keys.Present(KeyFamily.Page, page)!, place);
        }
        return path;
    }

    /// <summary>An address of a page in present names; null where the page is gone or never was.</summary>
    /// <param name="path">Path of the page, then or now: <c>/requests/5</c>.</param>
    /// <param name="state">State of its lists: <c>status=new&amp;sort=-price</c>.</param>
    public (string Path, string State)? Address(string path, string state)
    {
        var segments = PagePath.Segments(path);
        foreach (var (key, page) in Then.Pages)
            if (Match(page.Path) is (true, var id) && Followed(key, state) is (var present, var followed))
                return (Filled(present, id), followed);
        foreach (var key in Then.Pages.Keys)
            if (Followed(key, state) is (var present, var followed) && Match(present) is (true, var id))
                return (Filled(present, id), followed);
        return null;

        (bool IsMatch, long? Id) Match(string pattern) => PagePath.Match(PagePath.Segments(pattern), segments);

        static string Filled(string pattern, long? id) =>
            pattern.Replace(PagePath.Id, id?.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>
    /// The title that a field had, for an actor whose roles could see or write it then; null for others, to whom it is unknown.
    /// </summary>
    public LocalizedText? TitleFor(Actor actor, Entity entity, string key) =>
        Defined(entity, key) is { } field
        && Definition(entity)!.Access.Any(grant => actor.Closure.Contains(grant.Key) && IsOpen(grant.Value, key))
            ? field.Title ?? LocalizedText.Same(key) : null;

    /// <summary>True if a role of an actor had to do with an entity then, and with one of its transitions where one is given.</summary>
    public bool Knew(Actor actor, string entity, string? transition) =>
        Then.Entities.TryGetValue(entity, out var found) && found.Access.Keys.Any(actor.Closure.Contains)
        && (transition is null || found.Lifecycle?.Transitions.GetValueOrDefault(transition)?.By.Keys.Any(actor.Closure.Contains) == true);

    private SolutionDefinition Then => since[0].Before;

    private static bool IsOpen(GrantDefinition grant, string key) =>
        (!grant.Hide.Contains(key) && grant.Only?.Contains(key) != false) || grant.Write?.Contains(key) == true;

    private EntityDefinition? Definition(Entity entity) =>
        former.TryGetValue(entity.Key, out var key) ? Then.Entities.GetValueOrDefault(key) : null;

    private string? FormerKey(Field field) =>
        Definition(field.Entity)?.Fields.Keys.FirstOrDefault(key => Field(field.Entity, key) == field);

    private FieldDefinition? Defined(Entity entity, string key) => Definition(entity)?.Fields.GetValueOrDefault(key);

    private string? Follow(KeyFamily family, params IReadOnlyList<string> path)
    {
        var at = path;
        foreach (var step in since)
            if (step.Keys.Follow(family, at) is { } next) at = next;
            else return null;
        return at[^1];
    }

    private (string Path, string State)? Followed(string page, string state)
    {
        foreach (var step in since)
            if (Lists(step, page) is { } lists) (page, state) = (step.Keys.Present(KeyFamily.Page, page)!, lists.State(state, []));
            else return null;
        return (now.Definition.Pages[page].Path, state);
    }

    private static PageLists? Lists(RevisionStep step, string page) =>
        step.Before.Pages.TryGetValue(page, out var before) && step.Keys.Present(KeyFamily.Page, page) is { } present
        && step.After.Pages.TryGetValue(present, out var after) ? new(step.Before, before, after, step.Keys) : null;
}
