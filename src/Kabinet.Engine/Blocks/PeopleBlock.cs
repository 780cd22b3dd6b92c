using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>Everybody who has an account, with roles and last sign-in. Only for those with the ability <c>users</c>.</summary>
public sealed record PeopleBlockDefinition : BlockDefinition;

/// <summary>Linked list of people; its filters are the choices and references that the solution put on them.</summary>
public sealed record PeopleBlock(BlockFrame Frame, Entity Entity, IReadOnlyList<FieldPath> Filters) : Block(Frame)
{
    /// <inheritdoc/>
    public override string Ability => Model.Ability.Users;

    /// <inheritdoc/>
    public override IEnumerable<Entity> Topics => [Entity];

    /// <inheritdoc/>
    public override BlockFilters Filtered => new(Entity, Filters);
}

/// <summary><c>block: people</c>.</summary>
internal sealed class PeopleBlockKind : BlockKind<PeopleBlockDefinition, PeopleBlock>
{
    public override string Key => "people";

    protected override PeopleBlock Link(BlockFrame frame, PeopleBlockDefinition block, BlockLinking linking)
    {
        var user = linking.Draft.Entities[CoreEntities.User];
        var filters = user.Fields.Where(field => field is { IsOfSolution: true, IsStored: true, Type.Kind: ValueKind.Choice or ValueKind.Reference });
        return new(frame, user, [.. filters.Select(field => new FieldPath([], field))]);
    }
}
