using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Solutions.Reference;

/// <summary>All definition records, in the order of the reference.</summary>
/// <param name="kinds">Kinds of blocks, effects and fields.</param>
/// <param name="beside">Files of other folders, such as demo and scenarios.</param>
internal sealed class DefinitionFamily(Kinds kinds, IReadOnlyList<Type> beside)
{
    /// <summary>Records that have files of their own.</summary>
    public static readonly IReadOnlyList<Type> Files = [typeof(SolutionSettingsDefinition), typeof(RoleDefinition),
        typeof(EntityDefinition), typeof(PageDefinition), typeof(NoticeDefinition), typeof(JobDefinition)];

    /// <summary>Every record, each once.</summary>
    public IReadOnlyList<Type> All { get; } = Reach(kinds, beside);

    /// <summary>Name of a record: <c>grid_block</c> for <c>GridBlockDefinition</c>.</summary>
    public static string NameOf(Type record) => record == typeof(SolutionSettingsDefinition) ? "solution"
        : DefinitionMember.KeyOf(record.Name[..^nameof(Definition).Length]);

    /// <summary>The item type of a list or map, otherwise the type itself.</summary>
    public static Type ItemOf(Type type) => type.IsGenericType ? Nullable.GetUnderlyingType(type) ?? ItemOf(type.GenericTypeArguments[^1])
        : type;

    public static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    public static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);

    private static List<Type> Reach(Kinds kinds, IReadOnlyList<Type> beside)
    {
        var reached = new List<Type>();
        foreach (var file in Files.Concat(beside)) Add(file, reached, kinds);
        return reached;
    }

    private static void Add(Type record, List<Type> reached, Kinds kinds)
    {
        if (!record.IsAssignableTo(typeof(Definition)) || reached.Contains(record)) return;
        reached.Add(record);
        var shape = DefinitionShape.Of(record);
        if (shape.Kinds is not null) foreach (var kind in kinds.Family(record).Values) Add(kind, reached, kinds);
        else foreach (var member in shape.Members) Add(ItemOf(member.Property.PropertyType), reached, kinds);
    }
}
