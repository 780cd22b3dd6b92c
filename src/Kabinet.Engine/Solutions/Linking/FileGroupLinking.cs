using Kabinet.Engine.Expressions;
using Kabinet.Engine.Expressions.Checking;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links file groups of entities and the kinds of documents in them.</summary>
internal sealed class FileGroupLinking(Draft draft)
{
    public OrderedDictionary<string, FileGroup> Link(Entity entity)
    {
        var groups = new OrderedDictionary<string, FileGroup>(StringComparer.Ordinal);
        foreach (var (key, group) in entity.Definition.Files)
        {
            Keys.Judge(draft, key, group.At);
            if (group.MaxMegabytes is < 1 or > 10_000) draft.Refuse(group.PlaceOf("max_megabytes"), new("problem.files.size"));
            if (group.Default is { } usual) KindOf(group, usual, group.PlaceOf("default"));
            groups[key] = new(key, group, draft.ByRole(group.Read, entity, role => group.PlaceOf("read", role)),
                draft.ByRole(group.Write, entity, role => group.PlaceOf("write", role))) { Kinds = Kinds(entity, key, group) };
        }
        return groups;
    }

    private OrderedDictionary<string, FileKind> Kinds(Entity entity, string group, FileGroupDefinition definition)
    {
        var kinds = new OrderedDictionary<string, FileKind>(StringComparer.Ordinal);
        foreach (var (key, kind) in definition.Kinds)
        {
            Keys.Judge(draft, key, kind.At);
            foreach (var covered in kind.Covers) KindOf(definition, covered, kind.PlaceOf("covers", covered));
            foreach (var word in kind.Words.Where(string.IsNullOrWhiteSpace))
                draft.Refuse(kind.PlaceOf("words", word), new("problem.files.word"));
            var need = entity.FileNeeds.GetValueOrDefault(group)?.FirstOrDefault(need => need.Kind == key);
            kinds[key] = new(key, kind)
            {
                Needed = need is null ? null : ExpressionChecker.Check(need.Condition, draft.ContextOf()),
                Present = need is null ? Expression.False : need.Met(entity, group),
                From = kind.From is null ? null : draft.Named(draft.Roles, kind.From, "role", kind.PlaceOf("from")),
            };
        }
        return kinds;
    }

    private void KindOf(FileGroupDefinition group, string kind, Location at) =>
        draft.Named(group.Kinds, kind, "file_kind", at, _ => !group.Knows("kinds"));
}
