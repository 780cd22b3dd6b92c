using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>What a definition record lets a file write: its members by key.</summary>
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
        Kinds = type.GetCustomAttribute<KindsAttribute>(inherit: false);
        if (type.GetCustomAttribute<SeveralInFileAttribute>() is { } several)
            Several = new(several.Key, ByKey[DefinitionMember.KeyOf(several.Member)]);
    }

    public Type Type { get; }
    public IReadOnlyList<DefinitionMember> Members { get; }
    public IReadOnlyDictionary<string, DefinitionMember> ByKey { get; }
    /// <summary>The member that a short form fills.</summary>
    public DefinitionMember? Short { get; }
    /// <summary>How its subtypes are told apart, where the record is abstract.</summary>
    public KindsAttribute? Kinds { get; }

    /// <summary>How several stand in one file; null where a file holds one.</summary>
    public SeveralShape? Several { get; }

    public static DefinitionShape Of(Type type) => Known.GetOrAdd(type, static found => new(found));

    // Members of the family come first, as they stand first in a file.
    private static int Ancestry(Type type) => type.BaseType is null ? 0 : 1 + Ancestry(type.BaseType);
}

/// <summary>Several definitions in one file.</summary>
/// <param name="Key">The key of the map that holds them.</param>
/// <param name="Name">The member that the keys of the map fill.</param>
internal sealed record SeveralShape(string Key, DefinitionMember Name);

/// <summary>One key that a definition may write.</summary>
internal sealed class DefinitionMember
{
    public DefinitionMember(PropertyInfo property)
    {
        Property = property;
        Key = KeyOf(property.Name);
        Required = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;
        NamesFieldKind = property.GetCustomAttribute<FieldKindNameAttribute>() is not null;
        Allowed = property.GetCustomAttribute<OneOfAttribute>()?.Values;
        NamesAlone = property.GetCustomAttribute<NamesAloneAttribute>() is not null;
    }

    public PropertyInfo Property { get; }
    public string Key { get; }
    public bool Required { get; }
    /// <summary>Its value is the name of a kind of field.</summary>
    public bool NamesFieldKind { get; }
    /// <summary>The values allowed by the record itself; null for any.</summary>
    public IReadOnlyList<string>? Allowed { get; }

    /// <summary>A list of names is the map of each to <c>true</c>.</summary>
    public bool NamesAlone { get; }

    public static string KeyOf(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
