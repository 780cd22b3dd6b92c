using System.Collections.Concurrent;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Access;

/// <summary>
/// The rights of a set of roles on one entity: the union of their grants, by row and field.
/// A field of a row is visible only if one single grant covers both the row and the field.
/// </summary>
public sealed class EntityAccess
{
    private readonly Grant[] readable;
    private readonly ConcurrentDictionary<Transition, Expression> permissions = new();
    private readonly ConcurrentDictionary<Field, Expression> rulesShowing = new();

    internal EntityAccess(Entity entity, IReadOnlyList<IReadOnlySet<string>> closures)
    {
        Entity = entity;
        Roles = [.. closures.Select(closure => new RoleAccess(entity, closure))];
        Grants = [.. Roles.SelectMany(role => role.Grants).Distinct(ReferenceEqualityComparer.Instance).Cast<Grant>()];
        readable = [.. Grants.Where(grant => grant.Read is not null && grant.Read != Expression.False)];
        Columns = readable.SelectMany(grant => grant.Columns).ToHashSet();
        ReadRule = Any(readable.Select(grant => grant.Read!));
        CreateRule = Any(Grants.Where(grant => grant.Create is not null).Select(grant => grant.Create!));
        Updating = [.. readable.Where(grant => grant.Update is not null)
            .SelectMany(grant => UpdateGrant.Of(entity, Updates(grant), grant.Writable))];
        UpdateRule = Any(Updating.Select(grant => grant.Now));
        Givable = Grants.Where(grant => grant.Create is not null && grant.Create != Expression.False).SelectMany(grant => grant.Writable)
            .ToHashSet();
        DeleteRule = Any(readable.Where(grant => grant.Delete is not null).Select(grant => Expression.And(grant.Read!, grant.Delete!)));
    }

    /// <summary>The entity.</summary>
    public Entity Entity { get; }
    /// <summary>The rights of each role held.</summary>
    internal IReadOnlyList<RoleAccess> Roles { get; }
    /// <summary>All grants, including those of included roles.</summary>
    public IReadOnlyList<Grant> Grants { get; }
    /// <summary>Condition for rows that may be read; <see cref="Expression.False"/> if none may.</summary>
    public Expression ReadRule { get; }
    /// <summary>Fields that may be read in at least some rows.</summary>
    public IReadOnlySet<Field> Columns { get; }
    /// <summary>Condition for rows that may be created, checked against the values as saved.</summary>
    public Expression CreateRule { get; }
    /// <summary>Fields that may be given to a new record, by at least one grant that allows creation.</summary>
    public IReadOnlySet<Field> Givable { get; }
    /// <summary>Condition for rows in which at least one field may be changed.</summary>
    public Expression UpdateRule { get; }
    /// <summary>Condition for rows that may be moved to the trash.</summary>
    public Expression DeleteRule { get; }
    /// <summary>True if some rows may be readable.</summary>
    public bool CanRead => readable.Length > 0;

    /// <summary>Condition for rows visible outside the trash or in it. A row in the trash is visible only if it may be deleted.</summary>
    public Expression RowsSeen(bool trash) => trash ? Expression.And(ReadRule, DeleteRule) : ReadRule;

    /// <summary>True if the field is readable in every readable row, so that filtering and sorting by it reveals nothing hidden.</summary>
    public bool SeesEverywhere(Field field) => readable.Length > 0 && readable.All(grant => grant.Columns.Contains(field))
        || readable.Any(grant => grant.Read == Expression.True && grant.Columns.Contains(field));

    /// <summary>Condition for rows in which each of these fields is readable: one grant shows the row and the field.</summary>
    public Expression ReadRuleShowing(IReadOnlyCollection<Field> fields) =>
        RowsShowing(fields) is var rule && rule == Expression.True ? ReadRule : rule;

    /// <summary>The same for rows that are known to be readable: true where every readable row shows the fields.</summary>
    public Expression RowsShowing(IReadOnlyCollection<Field> fields) =>
        fields.Where(field => !SeesEverywhere(field)).Select(RuleShowing).Distinct().Aggregate(Expression.True, Expression.And);

    /// <summary>
    /// True if the default of a field may be shown in a form: it names nothing but the actor and the time, or the actor reads the field of
    /// a record that he creates.
    /// </summary>
    public bool ShowsDefault(Field field) => field.Default switch
    {
        null => false,
        Constant => true,
        var value when Dependencies.Of(value) is var needs && needs.Collections.Count == 0
            && needs.Parameters.All(parameter => parameter is not MePath { Keys.Count: > 0 }) => true,
        _ => Grants.Any(grant => grant.Create is not null && grant.Writable.Contains(field) && grant.Columns.Contains(field)),
    };

    /// <summary>Condition for rows that one grant allows to create with all these fields.</summary>
    public Expression CreateRuleGiving(IReadOnlyCollection<Field> fields) =>
        Any(Grants.Where(grant => grant.Create is not null && fields.All(grant.Writable.Contains)).Select(grant => grant.Create!));

    /// <summary>
    /// Each grant that allows updates, as its rules and fields, without what is locked. Together they determine the writable fields of a
    /// row.
    /// </summary>
    public IReadOnlyList<UpdateGrant> Updating { get; }

    /// <summary>
    /// Condition for records on which the transition is permitted, without its requirements. The state must fit, and one role must both
    /// permit the transition and be able to read the record. A role counts together with the roles it includes, not with others held.
    /// </summary>
    public Expression Permission(Transition transition) => permissions.GetOrAdd(transition, PermissionOf);

    /// <summary>True if the role is held, directly or by inclusion.</summary>
    public bool Has(string role) => Roles.Any(held => held.Has(role));

    /// <summary>Condition for records whose files of a group may be read.</summary>
    public Expression MayReadFiles(FileGroup group) => Permitted(group.Read);

    /// <summary>Condition for records whose files of a group may be added and removed.</summary>
    public Expression MayWriteFiles(FileGroup group) => Permitted(group.Write);

    /// <summary>Files of a group may be added to some record; to which, <see cref="MayWriteFiles"/> says.</summary>
    public bool WritesFiles(FileGroup group) => MayWriteFiles(group) != Expression.False;

    /// <summary>Some role held is among those that take the transition; on which records, <see cref="Permission"/> says.</summary>
    public bool Takes(Transition transition) => transition.By.Keys.Any(Has);

    private Expression PermissionOf(Transition transition) =>
        Permitted(transition.By) is var permission && permission == Expression.False ? permission
            : Expression.And(InStates(transition), permission);

    /// <summary>One role must both show the record and permit it.</summary>
    private Expression Permitted(IReadOnlyDictionary<string, Expression> conditions) =>
        Roles.Select(role => role.Permits(conditions)).Aggregate(Expression.False, Expression.Or);

    private In InStates(Transition transition)
    {
        var status = Entity[SystemFields.Status];
        return new In(new FieldValue(status.Type, [], status),
            [.. transition.From.Order(StringComparer.Ordinal).Select(state => new Constant(DataType.Choice, state))]);
    }

    private Expression RuleShowing(Field field) => rulesShowing.GetOrAdd(field, field =>
        Any(readable.Where(grant => grant.Columns.Contains(field)).Select(grant => grant.Read!)));

    private static Expression Updates(Grant grant) => Expression.And(grant.Read!, grant.Update!);

    internal static Expression Any(IEnumerable<Expression> rules) => rules.Distinct().Aggregate(Expression.False, Expression.Or);
}
