using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Reading;

/// <summary>
/// Builds the SELECT of an actor's read: visible cells, labels of references and evaluated transitions, under the row rule.
/// </summary>
internal sealed class RowSelect
{
    private readonly Actor actor;
    private readonly EntityAccess access;
    private readonly SelectBuilder select;
    private readonly Dictionary<Expression, int> masks = [];

    public RowSelect(Dialect dialect, Actor actor, Entity entity, IReadOnlyList<FieldPath> wanted, bool trash = false)
    {
        (this.actor, access, select) = (actor, actor.To(entity), new(dialect, entity) { Trash = trash });
        var id = entity[SystemFields.Id];
        select.Column(new FieldValue(id.Type, [], id));
        select.SystemColumn(SystemColumns.Version);
        var seen = wanted.Distinct().Select(path => (Path: path, Value: VisiblePath.Of(actor, entity, path)))
            .Where(column => column.Value is not null).ToArray();
        foreach (var (_, value) in seen) select.Column(value!);
        Shape = new(entity, [.. seen.Select(column => column.Path)]);
        Cells = [.. seen.Select(column => Cell(entity, column.Path))];
        select.Rule(access.RowsSeen(trash));
    }

    public RecordShape Shape { get; }
    public (DataType Type, int Label, DataType LabelType, int Mask)[] Cells { get; }
    public SelectBuilder Select => select;

    public JudgedTransition Judge(Transition transition) =>
        new(transition, select.Column(access.Permission(transition)), Requirements(transition));

    /// <summary>Column index of the state before the present one; -1 where the actor does not see the status of every row.</summary>
    public int PreviousStatus() =>
        access.Entity.Find(SystemFields.Status) is { } status && access.SeesEverywhere(status)
            ? select.SystemColumn(SystemColumns.PreviousStatus) : -1;

    private int Requirements(Transition transition)
    {
        var first = -1;
        foreach (var requirement in transition.Requirements)
            first = select.Column(requirement.Condition) is var at && first < 0 ? at : first;
        return first;
    }

    private (DataType, int, DataType, int) Cell(Entity entity, FieldPath path)
    {
        var label = VisiblePath.Label(actor, entity, path);
        return (path.Field.Type, label is null ? -1 : select.Column(label), label?.Type ?? default, Mask(VisiblePath.First(path)));
    }

    private int Mask(Field field)
    {
        if (access.SeesEverywhere(field)) return -1;
        var rule = access.ReadRuleShowing([field]);
        if (!masks.TryGetValue(rule, out var at)) masks[rule] = at = select.Column(rule);
        return at;
    }
}
