using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>
/// Records that may be the same as the page's record, because some of their texts are equal. Shown only where there are any.
/// </summary>
public sealed record SimilarBlockDefinition : BlockDefinition
{
    /// <summary>
    /// Where to look: by entity, its fields and those of the page's record that they are compared with
    /// (<c>partner: { title: company, email: email }</c>). The reader is shown only what he may read of both.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> In { get; init; }
}

/// <summary>A linked block of similar records.</summary>
public sealed record SimilarBlock(BlockFrame Frame, SimilarBlockDefinition Definition) : Block(Frame)
{
    /// <summary>Where to look, in order.</summary>
    public required IReadOnlyList<SimilarRecords> In { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Entity> Topics => In.Select(each => each.Entity);

    /// <inheritdoc/>
    public override IEnumerable<ListUse> Lists => In.Select(each =>
        new ListUse(each.Entity, each.Fields.Select(compared => compared.Same).Aggregate(Expression.Or), null, null));
}

/// <summary>Records of one entity to compare with.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Fields">Its fields that are compared.</param>
/// <param name="Others">Condition that leaves out the record itself; null for another entity.</param>
public sealed record SimilarRecords(Entity Entity, IReadOnlyList<SimilarField> Fields, Expression? Others);

/// <summary>Two fields that are compared.</summary>
/// <param name="Own">The field of the other record.</param>
/// <param name="Outer">The field of the page's record.</param>
/// <param name="Same">The condition that they are equal.</param>
public sealed record SimilarField(Field Own, Field Outer, Expression Same);

/// <summary><c>block: similar</c>.</summary>
internal sealed class SimilarBlockKind : BlockKind<SimilarBlockDefinition, SimilarBlock>
{
    public override string Key => "similar";

    protected override SimilarBlock? Link(BlockFrame frame, SimilarBlockDefinition block, BlockLinking linking)
    {
        if (linking.OfRecord(block) is not { } record) return null;
        if (block.In.Count == 0) linking.Draft.Miss(block, "in", block.PlaceOf("in"), new("problem.similar.nothing"));
        return new(frame, block) { In = [.. block.In.Select(each => Records(record, block, each.Key, linking)).OfType<SimilarRecords>()] };
    }

    protected override void Check(SimilarBlock similar, PageChecks checks, IReadOnlySet<string> roles)
    {
        foreach (var each in similar.In)
            checks.WarnUnseen(similar.Definition, "in", each.Entity, [.. each.Fields.Select(field => new FieldPath([], field.Own))],
                roles);
    }

    private static SimilarRecords? Records(Entity record, SimilarBlockDefinition block, string key, BlockLinking linking)
    {
        var at = block.PlaceOf("in", key);
        if (linking.Draft.Named(linking.Draft.Entities, key, "entity", at) is not { } entity) return null;
        var fields = block.In[key].Select(pair => Field(record, entity, pair, at, linking)).OfType<SimilarField>().ToList();
        if (fields.Count == 0) return null;
        return new(entity, fields, entity == record ? linking.Condition("id <> outer.id", entity, at) : null);
    }

    private static SimilarField? Field(Entity record, Entity entity, KeyValuePair<string, string> pair, Location at, BlockLinking linking)
    {
        if (linking.Draft.PathOf(entity, pair.Key, at) is not { Through: [] } own) return null;
        if (linking.Draft.PathOf(record, pair.Value, at) is not { Through: [] } outer) return null;
        return linking.Condition($"same({pair.Key}, outer.{pair.Value})", entity, at) is { } same
            ? new(own.Field, outer.Field, same) : null;
    }
}
