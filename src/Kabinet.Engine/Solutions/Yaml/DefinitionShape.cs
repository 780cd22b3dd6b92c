using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>The members of a definition record by key.</summary>
internal sealed class DefinitionShape
{
    private static readonly ConcurrentDictionary<Type, DefinitionShape> Known = new();

    private DefinitionShape(Type type)
    {
        Type = type;
        Members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null && property.GetCustomAttribute<NotWrittenAttribute>() is null)
            .OrderBy(property => Ancestry(property.DeclaringType!)).ThenBy(property => property.MetadataToken)
            .Select(property => new DefinitionMember(property)).ToList();
        ByKey = Members.ToDictionary(member => member.Key, StringComparer.Ordinal);
        if (type.GetCustomAttribute<ShortFormAttribute>() is { } shortForm) Short = ByKey[DefinitionMember.KeyOf(shortForm.Member)];
        if (type.GetCustomAttribute<ListFormAttribute>() is { } listForm) Listed = ByKey[DefinitionMember.KeyOf(listForm.Member)];
        Kinds = type.GetCustomAttribute<KindsAttribute>(inherit: false);
        if (type.GetCustomAttribute<SeveralInFileAttribute>() is { } several)
            Several = new(several.Key, ByKey[DefinitionMember.KeyOf(several.Member)]);
    }

    public Type Type { get; }
    public IReadOnlyList<DefinitionMember> Members { get; }
    public IReadOnlyDictionary<string, DefinitionMember> ByKey { get; }
    /// <summary>The member that a short form sets; null for none.</summary>
    public DefinitionMember? Short { get; }
    /// <summary>The member that a list form sets; null for none.</summary>
    public DefinitionMember? Listed { get; }
    /// <summary>How the subtypes of an abstract record are distinguished; null for a concrete record.</summary>
    public KindsAttribute? Kinds { get; }

    /// <summary>How several definitions share a file; null if a file holds only one.</summary>
    public SeveralShape? Several { get; }

    public static DefinitionShape Of(Type type) => Known.GetOrAdd(type, static found => new(found));

    // Members of the base record come first, as in files.
    private static int Ancestry(Type type) => type.BaseType is null ? 0 : 1 + Ancestry(type.BaseType);
}

/// <summary>How several definitions share a file.</summary>
/// <param name="Key">The key of the map that holds them.</param>
/// <param name="Name">The member that receives the key of the map.</param>
internal sealed record SeveralShape(string Key, DefinitionMember Name);

/// <summary>One key of a definition.</summary>
internal sealed class DefinitionMember
{
    public DefinitionMember(PropertyInfo property)
    {
        Property = property;
        Key = KeyOf(property.Name);
        Required = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;
        InPlaceOf = property.GetCustomAttribute<RequiredWithoutAttribute>() is { } without ? KeyOf(without.Member) : null;
        NamesFieldKind = property.GetCustomAttribute<FieldKindNameAttribute>() is not null;
        Allowed = property.GetCustomAttribute<OneOfAttribute>()?.Values;
        NamesAlone = property.GetCustomAttribute<NamesAloneAttribute>() is not null;
    }

    public PropertyInfo Property { get; }
    public string Key { get; }
    public bool Required { get; }
    /// <summary>Key of the member that a required one may be omitted for; null for none.</summary>
    public string? InPlaceOf { get; }
    /// <summary>True if the value is the name of a field kind.</summary>
    public bool NamesFieldKind { get; }
    /// <summary>Allowed values; null for any.</summary>
    public IReadOnlyList<string>? Allowed { get; }

    /// <summary>True if a list of names is short for a map of each name to <c>true</c>.</summary>
    public bool NamesAlone { get; }

    public static string KeyOf(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
