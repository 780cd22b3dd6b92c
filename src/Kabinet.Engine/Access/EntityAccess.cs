using System.Collections.Concurrent;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Access;

/// <summary>
/// What the holders of some roles may do with one entity: the grants of those roles, united over rows × columns.
/// A cell exists for them only where one single grant shows both its row and its column.
/// </summary>
public sealed class EntityAccess
{
    private readonly IReadOnlyList<IReadOnlyList<Grant>> grantsByRole;
    private readonly IReadOnlyList<IReadOnlySet<string>> closures;
    private readonly Grant[] readable;
    private readonly ConcurrentDictionary<Transition, Expression> permissions = new();
    private readonly ConcurrentDictionary<Field, Expression> rulesShowing = new();

    internal EntityAccess(Entity entity, IReadOnlyList<IReadOnlySet<string>> closures)
    {
        (Entity, this.closures) = (entity, closures);
        grantsByRole = [.. closures.Select(closure => (IReadOnlyList<Grant>)[.. closure.Order(StringComparer.Ordinal).Where(entity.Grants.ContainsKey).Select(role => entity.Grants[role])])];
        Grants = [.. grantsByRole.SelectMany(grants => grants).Distinct(ReferenceEqualityComparer.Instance).Cast<Grant>()];
        readable = [.. Grants.Where(grant => grant.Read is not null && grant.Read != Expression.False)];
        Columns = readable.SelectMany(grant => grant.Columns).ToHashSet();
        ReadRule = Any(readable.Select(grant => grant.Read!));
        CreateRule = Any(Grants.Where(grant => grant.Create is not null).Select(grant => grant.Create!));
        UpdateRule = Any(readable.Where(grant => grant.Update is not null).Select(Updates));
        Givable = Grants.Where(grant => grant.Create is not null && grant.Create != Expression.False).SelectMany(grant => grant.Writable).ToHashSet();
        DeleteRule = Any(readable.Where(grant => grant.Delete is not null).Select(grant => Expression.And(grant.Read!, grant.Delete!)));
    }

    /// <summary>The entity.</summary>
    public Entity Entity { get; }
    /// <summary>All grants, of included roles too.</summary>
    public IReadOnlyList<Grant> Grants { get; }
    /// <summary>Rows seen; <see cref="Expression.False"/> where nothing is.</summary>
    public Expression ReadRule { get; }
    /// <summary>Fields seen in some row.</summary>
    public IReadOnlySet<Field> Columns { get; }
    /// <summary>Rows that may be made, judged as written.</summary>
    public Expression CreateRule { get; }
    /// <summary>Fields that may be given to a new record, by some grant that lets one be made.</summary>
    public IReadOnlySet<Field> Givable { get; }
    /// <summary>Rows in which some field may be changed.</summary>
    public Expression UpdateRule { get; }
    /// <summary>Rows that may be moved to the trash.</summary>
    public Expression DeleteRule { get; }
    /// <summary>Some row may exist for them.</summary>
    public bool CanRead => readable.Length > 0;

    /// <summary>Rows seen on one side of the trash: there, only by those who may delete.</summary>
    public Expression RowsSeen(bool trash) => trash ? Expression.And(ReadRule, DeleteRule) : ReadRule;

    /// <summary>A field that is seen in every row seen: it may be filtered and sorted by without telling anything of other rows.</summary>
    public bool SeesEverywhere(Field field) => readable.Length > 0 && readable.All(grant => grant.Columns.Contains(field));

    /// <summary>Rows in which all the fields are seen by one grant.</summary>
    public Expression ReadRuleShowing(IReadOnlyCollection<Field> fields) => fields.Count switch
    {
        0 => ReadRule,
        1 => rulesShowing.GetOrAdd(fields.First(), field => Any(readable.Where(grant => grant.Columns.Contains(field)).Select(grant => grant.Read!))),
        _ => Any(readable.Where(grant => fields.All(grant.Columns.Contains)).Select(grant => grant.Read!)),
    };

    /// <summary>Rows that may be made with these fields given, by one single grant.</summary>
    public Expression CreateRuleGiving(IReadOnlyCollection<Field> fields) =>
        Any(Grants.Where(grant => grant.Create is not null && fields.All(grant.Writable.Contains)).Select(grant => grant.Create!));

    /// <summary>Each grant that lets rows be changed, with its rule: together they tell the writable fields of a row.</summary>
    public IEnumerable<(Expression Rule, IReadOnlySet<Field> Writable)> Updating => readable.Where(grant => grant.Update is not null).Select(grant => (Updates(grant), grant.Writable));

    /// <summary>
    /// Records on which the transition may be taken, requirements aside: the state fits, and some role held lets it
    /// and shows the record - the role itself or one it includes, never another role that happens to be held too.
    /// </summary>
    public Expression Permission(Transition transition) => permissions.GetOrAdd(transition, PermissionOf);

    /// <summary>Whether the event of a transition is told to these roles.</summary>
    public bool Hears(Transition transition) => transition.Audience is null || closures.Any(closure => closure.Overlaps(transition.Audience));

    /// <summary>Some closure holds the role.</summary>
    public bool Has(string role) => closures.Any(closure => closure.Contains(role));

    /// <summary>Records whose files of a group are seen.</summary>
    public Expression MayReadFiles(FileGroup group) => FilesRule(group.Read);

    /// <summary>Records whose files of a group may be added and removed.</summary>
    public Expression MayWriteFiles(FileGroup group) => FilesRule(group.Write);

    /// <summary>Files of a group may be added to some record; to which, <see cref="MayWriteFiles"/> says.</summary>
    public bool WritesFiles(FileGroup group) => MayWriteFiles(group) != Expression.False;

    /// <summary>Some role held is among those that take the transition; on which records, <see cref="Permission"/> says.</summary>
    public bool Takes(Transition transition) => transition.By.Keys.Any(Has);

    private Expression PermissionOf(Transition transition)
    {
        var permission = Expression.False;
        for (var role = 0; role < closures.Count; role++)
        {
            var by = Any(transition.By.Where(pair => closures[role].Contains(pair.Key)).Select(pair => pair.Value));
            var sees = Any(grantsByRole[role].Where(grant => grant.Read is not null).Select(grant => grant.Read!));
            permission = Expression.Or(permission, Expression.And(sees, by));
        }
        return permission == Expression.False ? permission : Expression.And(InStates(transition), permission);
    }

    private Expression FilesRule(IReadOnlyDictionary<string, Expression> conditions)
    {
        var rule = Expression.False;
        for (var role = 0; role < closures.Count; role++)
        {
            var sees = Any(grantsByRole[role].Where(grant => grant.Read is not null).Select(grant => grant.Read!));
            rule = Expression.Or(rule, Expression.And(sees, Any(conditions.Where(pair => closures[role].Contains(pair.Key)).Select(pair => pair.Value))));
        }
        return rule;
    }

    private In InStates(Transition transition)
    {
        var status = Entity[SystemFields.Status];
        return new In(new FieldValue(status.Type, [], status), [.. transition.From.Order(StringComparer.Ordinal).Select(state => new Constant(DataType.Choice, state))]);
    }

    private static Expression Updates(Grant grant) => Expression.And(grant.Read!, grant.Update!);

    private static Expression Any(IEnumerable<Expression> rules) => rules.Distinct().Aggregate(Expression.False, Expression.Or);
}
