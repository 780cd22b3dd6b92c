using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions;

/// <summary>All keys of a solution that stored data may contain, as a tree. Used to compare two versions of a solution.</summary>
internal static class DefinedKeys
{
    /// <summary>The keys of a solution.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="renamed">Current keys of renamed entities by their old keys, so that blocks of a renamed entity match.</param>
    public static IReadOnlyList<DefinedKey> Of(SolutionDefinition solution, IReadOnlyDictionary<string, string>? renamed = null) =>
    [
        .. Entities(solution),
        .. solution.Roles.Select(role => Made(KeyFamily.Role, role.Key, role.Value, role.Value.Was, role.Value.Title)),
        .. solution.Notices.Select(notice => Made(KeyFamily.Notice, notice.Key, notice.Value, notice.Value.Was, notice.Value.Title)),
        .. solution.Jobs.Select(job => Made(KeyFamily.Job, job.Key, job.Value, job.Value.Was, job.Value.Title)),
        .. solution.Pages.Values.Select(page => Page(page, renamed ?? new Dictionary<string, string>())),
    ];

    /// <summary>The keys of the entities only.</summary>
    public static IEnumerable<DefinedKey> Entities(SolutionDefinition solution) => solution.Entities.Select(entity =>
        Made(KeyFamily.Entity, entity.Key, entity.Value, entity.Value.Was, entity.Value.Title) with { Within = [.. Within(entity.Value)] });

    private static IEnumerable<DefinedKey> Within(EntityDefinition entity) =>
    [
        .. entity.Fields.Select(field => Field(field.Key, field.Value)),
        .. entity.Lifecycle?.States.Select(state => Made(KeyFamily.State, state.Key, state.Value, state.Value.Was, state.Value.Title))
            ?? [],
        .. entity.Lifecycle?.Transitions.Select(step => Made(KeyFamily.Transition, step.Key, step.Value, step.Value.Was, step.Value.Title))
            ?? [],
        .. entity.Files.Select(group => Made(KeyFamily.FileGroup, group.Key, group.Value, group.Value.Was, group.Value.Title) with
        {
            Within = [.. group.Value.Kinds.Select(kind =>
                Made(KeyFamily.FileKind, kind.Key, kind.Value, kind.Value.Was, kind.Value.Title))],
        }),
        .. entity.Threads.Select(thread => Made(KeyFamily.Thread, thread.Key, thread.Value, thread.Value.Was, thread.Value.Title)),
    ];

    private static DefinedKey Field(string key, FieldDefinition field) => Made(KeyFamily.Field, key, field, field.Was, field.Title) with
    {
        Kind = $"{field.Kind} {field.To}",
        // A computed choice is not stored.
        Within = field.Computed is not null ? [] : [.. field.Choices.Select(choice =>
            Made(KeyFamily.Choice, choice.Key, choice.Value, choice.Value.Was, choice.Value.Title))],
    };

    private static DefinedKey Page(PageDefinition page, IReadOnlyDictionary<string, string> renamed)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var blocks = PageBlocks.Of(page).Where(block => block.IsList).Select(block =>
        {
            var identity = $"{block.Definition.Block} {renamed.GetValueOrDefault(block.Entity, block.Entity)} {block.Of}".TrimEnd();
            seen[identity] = seen.GetValueOrDefault(identity) + 1;
            var views = block.Definition.Listed?.Views
                .Select(view => Made(KeyFamily.QuickView, view.Key, view.Definition, view.Was, view.Title));
            return new DefinedKey(KeyFamily.Block, seen[identity] == 1 ? identity : $"{identity} {seen[identity]}", block.Definition.At)
            {
                Stored = block.Key, Title = block.Definition.Title, Within = [.. views ?? []],
            };
        });
        return Made(KeyFamily.Page, page.Page, page, page.Was, page.Title) with { Within = [.. blocks] };
    }

    private static DefinedKey Made(KeyFamily family, string key, Definition definition, string? was, LocalizedText? title) =>
        new(family, key, definition.At) { Was = was, WasAt = definition.PlaceOf("was"), Title = title };
}
