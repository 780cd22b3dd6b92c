using System.Text;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Expressions.Checking;
using Kabinet.Engine.Expressions.Parsing;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Publishing;

/// <summary>The text of a condition made under an earlier revision, in present names. The rest of the text stays unchanged.</summary>
/// <param name="names">Names of that revision.</param>
/// <param name="isKnown">False for a field whose present name the reader may not learn; its name is not followed.</param>
internal sealed class ExpressionNames(RevisionNames names, Func<Field, bool> isKnown)
{
    private readonly List<(int At, string Old, string New)> edits = [];

    /// <summary>Around a collection's records are those of the owner.</summary>
    private sealed record Around(Entity Entity, Around? Outer);

    /// <summary>What a name of an entity is now: its key, the entity it leads to, and its field; no field for a collection.</summary>
    private readonly record struct Present(string Key, Entity? To, Field? Field);

    /// <summary>Where a path leads: the field at its end, and the entity of the collection that it goes through.</summary>
    private readonly record struct Way(Field? Field, Entity? Records);

    /// <summary>The condition in present names. A text that is no expression stays as it is; its check says what is wrong.</summary>
    public string Of(string text, Entity entity)
    {
        try { Follow(Parser.Parse(text), new(entity, null)); }
        catch (ExpressionException) { return text; }
        var written = new StringBuilder();
        var at = 0;
        foreach (var (start, old, present) in edits.OrderBy(edit => edit.At))
        {
            written.Append(text, at, start - at).Append(present);
            at = start + old.Length;
        }
        return written.Append(text, at, text.Length - at).ToString();
    }

    private void Follow(Syntax? syntax, Around around)
    {
        switch (syntax)
        {
            case PathSyntax path: Follow(path.Names, around); break;
            case NotSyntax not: Follow(not.Operand, around); break;
            case NegateSyntax negate: Follow(negate.Operand, around); break;
            case BinarySyntax both: FollowBeside([both.Left, both.Right], around); break;
            case InSyntax among: FollowBeside([among.Operand, .. among.Options], around); break;
            case LikeSyntax like: FollowBeside([like.Operand, like.Pattern], around); break;
            case IsNullSyntax isNull: Follow(isNull.Operand, around); break;
            case CaseSyntax choice:
                foreach (var (when, then) in choice.Branches) FollowBeside([when, then], around);
                Follow(choice.Else, around);
                break;
            case CallSyntax call: Follow(call, around); break;
        }
    }

    // The first argument of an aggregate leads to a collection; everything else in it is said of the records of that collection.
    private void Follow(CallSyntax call, Around around)
    {
        var isAggregate = Aggregates.Find(call.Name) is not null && call.Arguments is [PathSyntax, ..];
        var inside = isAggregate && Follow(((PathSyntax)call.Arguments[0]).Names, around).Records is { } records
            ? new(records, around) : around;
        FollowBeside([.. call.Arguments.Skip(isAggregate ? 1 : 0)], inside);
        Follow(call.By, inside);
        Follow(call.Where, inside);
    }

    /// <summary>Texts beside a choice name its options.</summary>
    private void FollowBeside(IReadOnlyList<Syntax> sides, Around around)
    {
        var ways = sides.OfType<PathSyntax>().Select(path => Follow(path.Names, around)).ToList();
        var field = ways.Select(way => way.Field).FirstOrDefault(found => found is not null);
        foreach (var side in sides)
            if (side is LiteralSyntax { Value: string option, Position: var at } && field is not null)
            {
                if (names.Option(field, option) is { } present) Put(at + 1, option, present);
            }
            else if (side is not PathSyntax) Follow(side, around);
    }

    private Way Follow(IReadOnlyList<Name> path, Around around)
    {
        var start = 0;
        for (; start < path.Count && path[start].Text == "outer" && around.Outer is { } outer; start++) around = outer;
        var (now, records) = (new Present("", start > 0 ? around.Entity : null, null), (Entity?)null);
        foreach (var name in path.Skip(start))
            if ((name == path[0] ? First(around, name.Text) : now.To is { } entity ? Of(entity, name.Text) : null) is { } found)
            {
                Put(name.Position, name.Text, found.Key);
                (now, records) = (found, found.Field is null ? found.To : records);
            }
            else return new(null, records);
        return new(now.Field, records);
    }

    private Present? First(Around? around, string name) =>
        around is null ? null : Of(around.Entity, name) ?? First(around.Outer, name);

    private Present? Of(Entity entity, string name) =>
        names.Field(entity, name) is { } field ? field.Key == name || isKnown(field) ? new(field.Key, field.To, field) : null
        : names.Collection(entity, name) is { } collection
            && (collection.Key == name || isKnown(collection.Reference)) ? new(collection.Key, collection.Entity, null)
        : null;

    private void Put(int at, string old, string present)
    {
        if (old != present) edits.Add((at, old, present));
    }
}
