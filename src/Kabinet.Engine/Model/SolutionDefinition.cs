using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>
/// A solution as its files define it: bound to records, not linked yet. Dictionaries keep the order of the files.
/// The <c>…Definition</c> records are the only place that says what a file may contain. The JSON Schema and the reference are generated
/// from them.
/// </summary>
public sealed record SolutionDefinition
{
    /// <summary>Contents of <c>solution.yaml</c>.</summary>
    public required SolutionSettingsDefinition Settings { get; init; }
    /// <summary>Roles by key, from <c>roles/</c>.</summary>
    public required IReadOnlyDictionary<string, RoleDefinition> Roles { get; init; }
    /// <summary>Entities by key, from <c>entities/</c>, including the platform's.</summary>
    public required IReadOnlyDictionary<string, EntityDefinition> Entities { get; init; }
    /// <summary>Pages by key, from <c>pages/</c>.</summary>
    public required IReadOnlyDictionary<string, PageDefinition> Pages { get; init; }
    /// <summary>Notices by key, from <c>notices/</c>.</summary>
    public required IReadOnlyDictionary<string, NoticeDefinition> Notices { get; init; }
    /// <summary>Jobs by key, from <c>jobs/</c>.</summary>
    public IReadOnlyDictionary<string, JobDefinition> Jobs { get; init; } = new Dictionary<string, JobDefinition>();
    /// <summary>Problems found while reading. Linking reports them together with its own.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
    /// <summary>Kinds (<c>notice</c>, <c>role</c>) with an unparsed file of several definitions, which may hold any missing key.</summary>
    internal IReadOnlySet<string> Unparsed { get; init; } = new HashSet<string>();

    /// <summary>A role and the roles that it includes, directly or through others, as written. Unknown ones are left out.</summary>
    internal IEnumerable<RoleDefinition> Closure(string role)
    {
        var (seen, waiting) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>([role]));
        while (waiting.TryDequeue(out var key))
            if (seen.Add(key) && Roles.TryGetValue(key, out var found))
            {
                yield return found;
                foreach (var included in found.Includes) waiting.Enqueue(included);
            }
    }
}

/// <summary><c>solution.yaml</c>: name, language, time zone and look of the solution.</summary>
public sealed record SolutionSettingsDefinition : Definition
{
    /// <summary>Key of the solution and name of its folder.</summary>
    public required string Solution { get; init; }
    /// <summary>Name of the company or product shown in the header.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Language for users who have not chosen one: <c>ru</c> or <c>en</c>.</summary>
    [OneLanguage]
    public string Language { get; init; } = Languages.Default;
    /// <summary>Time zone of dates and times, an IANA name.</summary>
    public string TimeZone { get; init; } = "Europe/Moscow";
    /// <summary>ISO code of the currency.</summary>
    public string Currency { get; init; } = "RUB";
    /// <summary>Accent colour as <c>#rrggbb</c>.</summary>
    public string Accent { get; init; } = "#2f6f6a";
    /// <summary>Text for guests under the sign-in form, in Markdown.</summary>
    public LocalizedText? Welcome { get; init; }
}

/// <summary>Base of all definitions. Keeps the place in the file.</summary>
public abstract record Definition
{
    /// <summary>File and line of this definition.</summary>
    [NotWritten]
    public Location At { get; init; }
    /// <summary>Place of each written key, for problems about it; <c>by.manager</c> for a name in a map or list.</summary>
    [NotWritten]
    public IReadOnlyDictionary<string, Location> KeysAt { get; init; } = new Dictionary<string, Location>();

    /// <summary>
    /// Keys whose values could not be parsed; <c>fields.price</c> for one name of a map; <see cref="Anything"/> if any missing key may be.
    /// Each has its own problem. Anything that depends on an unparsed key is skipped, so that one mistake is reported once.
    /// </summary>
    internal IReadOnlySet<string> Unparsed { get; init; } = new HashSet<string>();

    /// <summary>In <see cref="Unparsed"/>: every key that is not written.</summary>
    internal const string Anything = "*";

    /// <summary>True if the key was parsed or is not written. Single names in its map may still be unparsed.</summary>
    internal bool Knows(string key) => !Unparsed.Contains(key) && (KeysAt.ContainsKey(key) || !Unparsed.Contains(Anything));

    /// <summary>True if the key and every name in its map were parsed.</summary>
    internal bool KnowsAll(string key) => Knows(key) && !Unparsed.Any(unread => unread.StartsWith($"{key}.", StringComparison.Ordinal));

    /// <summary>True if an unparsed part of the key's map or list may contain the name.</summary>
    internal bool MayHave(string key, string name) => !Knows(key) || Unparsed.Contains($"{key}.{name}");

    /// <summary>The place of a key; the place of the definition if the key is not written.</summary>
    public Location PlaceOf(string key) => KeysAt.GetValueOrDefault(key, At);

    /// <summary>The place of a name in the map or list of a key; the place of the key if the name has none.</summary>
    public Location PlaceOf(string key, string name) => KeysAt.TryGetValue($"{key}.{name}", out var at) ? at : PlaceOf(key);
}

/// <summary>Marks a member of a definition that files cannot set.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotWrittenAttribute : Attribute;

/// <summary>Lists the allowed values of a text member.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class OneOfAttribute(params string[] values) : Attribute
{
    /// <summary>The allowed values.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}

/// <summary>Marks a text member that holds the key of a language.</summary>
public sealed class OneLanguageAttribute() : OneOfAttribute([.. Languages.Keys]);

/// <summary>Marks a text member that holds the name of a registered field kind.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldKindNameAttribute : Attribute;

/// <summary>Marks a map of conditions that may also be written as a list of names with no condition: <c>by: [manager]</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamesAloneAttribute : Attribute;

/// <summary>
/// Marks a definition that may share a file with others of its kind, in a map by key: <c>notices: { offered: {…}, paid: {…} }</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SeveralInFileAttribute(string key, string member) : Attribute
{
    /// <summary>The key of the map.</summary>
    public string Key { get; } = key;
    /// <summary>Name of the member that receives the key of the map.</summary>
    public string Member { get; } = member;
}

/// <summary>Marks a definition that may be written in full, or as one text for the named member (<c>ask: [manager]</c>).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShortFormAttribute(string member) : Attribute
{
    /// <summary>Name of the member that receives the text.</summary>
    public string Member { get; } = member;
}

/// <summary>Marks a definition that may be written in full, or as a list of texts for the named member (<c>pages: [manager]</c>).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ListFormAttribute(string member) : Attribute
{
    /// <summary>Name of the member that receives the list.</summary>
    public string Member { get; } = member;
}

/// <summary>Marks a required member that may be omitted where another one is written.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredWithoutAttribute(string member) : Attribute
{
    /// <summary>Name of the other member.</summary>
    public string Member { get; } = member;
}

/// <summary>Marks an abstract definition whose subtypes are the registered kinds.</summary>
/// <param name="key">The key whose value names the kind; null if each kind has its own key.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KindsAttribute(string? key = null) : Attribute
{
    /// <summary>The key whose value names the kind (<c>block: grid</c>); null if each kind has its own key (<c>set: …</c>).</summary>
    public string? Key { get; } = key;
}
