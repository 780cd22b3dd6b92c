using System.Data.Common;
using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Journal;

/// <summary>Loads labels of records with the rights of the reader. Unreadable records are missing; an unreadable label is null.</summary>
internal sealed class Labels(CommandPlans plans, Connection connection, ActorBindings bindings, CancellationToken cancellation)
{
    private const int MostAtOnce = 64;

    /// <summary>Labels by id.</summary>
    /// <param name="entity">Entity of the records.</param>
    /// <param name="ids">Ids of the records.</param>
    /// <param name="withTrash">True to include records in the trash.</param>
    public async ValueTask<IReadOnlyDictionary<long, string?>> Of(Entity entity, IEnumerable<long> ids, bool withTrash = false)
    {
        var names = new Dictionary<long, string?>();
        var access = bindings.Actor.To(entity);
        if (!access.CanRead) return names;
        foreach (var some in ids.Distinct().Order().Chunk(MostAtOnce))
        {
            await Read(access, some, trash: false, names);
            if (withTrash && some.Any(id => !names.ContainsKey(id))) await Read(access, some, trash: true, names);
        }
        return names;
    }

    private async ValueTask Read(EntityAccess access, long[] ids, bool trash, Dictionary<long, string?> names)
    {
        var filled = Padding.Pad(ids);
        var places = filled.Length;
        var statement = plans.Get(bindings.Actor.Solution, new(bindings.Actor.RoleKey, access.Entity, $"labels {places} {trash}"), () =>
            Statement(access, places, trash));
        foreach (var (id, name) in await connection.Query(statement.Bind(bindings.With([.. filled])), row =>
            Read(access.Entity.Label, row), cancellation)) names[id] = name;
    }

    private StatementTemplate Statement(EntityAccess access, int places, bool trash)
    {
        var (id, label) = (access.Entity[SystemFields.Id], access.Entity.Label);
        var select = new SelectBuilder(plans.Dialect, access.Entity) { Trash = trash };
        select.Column(new FieldValue(id.Type, [], id));
        select.Column(new FieldValue(label.Type, [], label));
        select.Column(access.ReadRuleShowing([label]));
        select.Where(new In(new FieldValue(id.Type, [], id),
            [.. Enumerable.Range(0, places).Select(place => new ParameterValue(id.Type, new SlotParameter(place)))]));
        select.Where(access.ReadRule);
        return select.Build();
    }

    private (long Id, string? Name) Read(Field label, DbDataReader row)
    {
        var shown = plans.Dialect.Get(row, 2, DataType.YesNo) is true;
        var text = shown && label.To is null
            ? label.Kind.Show(label, plans.Dialect.Get(row, 1, label.Type), CultureInfo.GetCultureInfo(bindings.Actor.Language),
            bindings.Actor.Solution.Zone) : "";
        return (row.GetInt64(0), text.Length == 0 ? null : text);
    }
}
