using System.Text;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Access;

/// <summary>
/// A report of all rights, by role and entity: the rules as their authors wrote them, with named conditions expanded, and the fields.
/// It is stored beside the solution as <c>access.approved.md</c>, so that every change of rights shows up as a diff.
/// </summary>
public static class AccessReport
{
    /// <summary>The report of a solution as Markdown. A right that is not listed does not exist.</summary>
    public static string Write(Solution solution)
    {
        var text = new StringBuilder("# Who may see and do what\n\nWritten by the platform from the definitions of `")
            .Append(solution.Settings.Solution)
            .Append("` and compared by a test; what is not listed nobody may.\n");
        foreach (var role in solution.Roles.Values.OrderBy(role => role.Definition.Order).ThenBy(role => role.Key, StringComparer.Ordinal))
            Write(text, solution, role);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Solution solution, Role role)
    {
        text.Append("\n## ").Append(role.Key).Append('\n');
        if (role.Closure.Count > 1)
            text.Append("\nHas everything of ").AppendJoin(", ", role.Closure.Where(key => key != role.Key).Order(StringComparer.Ordinal))
            .Append(".\n");
        if (role.Definition.Abilities.Count > 0)
            text.Append("\nAbilities: ").AppendJoin(", ", role.Definition.Abilities.Order(StringComparer.Ordinal)).Append(".\n");
        var pages = solution.Pages.Values.Where(page => page.Roles.Overlaps(role.Closure)).Select(page => page.Definition.Path)
            .Order(StringComparer.Ordinal).ToList();
        if (pages.Count > 0) text.Append("\nPages: ").AppendJoin(", ", pages.Select(Code)).Append(".\n");
        foreach (var entity in solution.Entities.Values.OrderBy(entity => entity.Key, StringComparer.Ordinal))
            Write(text, entity, role, WriterOf(solution));
    }

    private static WrittenOut WriterOf(Solution solution) => new(new() { Entities = solution.Entities, Zone = solution.Zone });

    private static void Write(StringBuilder text, Entity entity, Role role, WrittenOut rules)
    {
        var access = new EntityAccess(entity, [role.Closure]);
        var written = role.Closure.Order(StringComparer.Ordinal).Where(entity.Definition.Access.ContainsKey)
            .Select(key => entity.Definition.Access[key]).ToList();
        var transitions = Transitions(entity, role, rules).ToList();
        if (written.Count == 0 && transitions.Count == 0) return;
        text.Append("\n### ").Append(role.Key).Append(" × ").Append(entity.Key).Append("\n\n");
        Line(text, "reads", written.Select(grant => Out(grant.Read)));
        if (access.CanRead) Line(text, "columns", [Columns(entity, access.Columns)], code: false);
        Line(text, "creates", written.Select(grant => Out(grant.Create)));
        Line(text, "updates", written.Select(grant => Out(grant.Update)));
        if (written.Any(grant => grant.Create is not null || grant.Update is not null))
            Line(text, "writes", [
                Columns(entity, access.Grants.Where(grant => grant.Create is not null || grant.Update is not null)
                .SelectMany(grant => grant.Writable))], code: false);
        foreach (var some in access.Updating.Count == 0 ? [] : entity.Definition.Locked.Values)
            if (Columns(entity, some.Fields.Select(entity.Find).OfType<Field>()
                .Where(field => access.Updating.Any(grant => grant.Writable.Contains(field)))) is { Length: > 0 } locked)
                text.Append("- does not change ").Append(locked).Append(" when ").AppendLine(Code(Out(some.When)!));
        Line(text, "deletes", written.Select(grant => Out(grant.Delete)));
        foreach (var (group, definition) in entity.Definition.Files)
        {
            Line(text, $"reads files `{group}`", In(definition.Read, role).Select(Out));
            Line(text, $"writes files `{group}`", In(definition.Write, role).Select(Out));
        }
        foreach (var transition in transitions) text.Append("- takes ").AppendLine(transition);
        foreach (var transition in entity.Lifecycle?.Transitions.Values.Where(transition =>
            access.CanRead && !access.Roles.Any(held => held.Hears(transition))) ?? [])
            text.Append("- does not hear `").Append(transition.Key).Append("`\n");

        string? Out(string? rule) => rule is null ? null : rules.Of(rule, entity);
    }

    private static IEnumerable<string> Transitions(Entity entity, Role role, WrittenOut written) =>
        from transition in entity.Lifecycle?.Transitions.Values ?? []
        let rules = In(transition.Definition.By, role).Select(rule => written.Of(rule, entity)).ToList()
        where rules.Count > 0
        select $"`{transition.Key}` from {string.Join(", ", transition.Definition.From)} when "
            + $"{string.Join(" or ", rules.Distinct(StringComparer.Ordinal).Select(Code))}{Added(transition)}";

    // Whoever takes the transition adds these files by it, whatever he may write.
    private static string Added(Transition transition) => transition.Files.Count == 0 ? ""
        : $", adding files {string.Join(", ", transition.Files.Select(files => Code(files.Group.Key)))}";

    private static IEnumerable<string> In(IReadOnlyDictionary<string, string> conditions, Role role) =>
        conditions.Where(pair => role.Closure.Contains(pair.Key)).Select(pair => pair.Value);

    private static string Columns(Entity entity, IEnumerable<Field> fields) =>
        fields.ToHashSet() is var seen && seen.Count == entity.Fields.Count ? "all"
            : string.Join(", ", entity.Fields.Where(seen.Contains).Select(field => field.Key));

    private static void Line(StringBuilder text, string what, IEnumerable<string?> rules, bool code = true)
    {
        var said = rules.OfType<string>().Distinct(StringComparer.Ordinal).Select(rule => code ? Code(rule) : rule).ToList();
        if (said.Count > 0) text.Append("- ").Append(what).Append(": ").AppendJoin(" or ", said).Append('\n');
    }

    private static string Code(string text) => $"`{text}`";
}
