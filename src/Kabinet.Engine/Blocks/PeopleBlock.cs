using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>All users with their roles and last sign-in. Needs the ability <c>users</c>.</summary>
public sealed record PeopleBlockDefinition : BlockDefinition
{
    /// <inheritdoc/>
    public override ListedRows? Listed => new(CoreEntities.User, null);
}

/// <summary>A linked people block. Its filters are the choices and references that the solution added to <c>user</c>.</summary>
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
        var filters = user.Fields.Where(field =>
            field is { IsOfSolution: true, IsStored: true, Type.Kind: ValueKind.Choice or ValueKind.Reference });
        return new(frame, user, [.. filters.Select(field => new FieldPath([], field))]);
    }
}
