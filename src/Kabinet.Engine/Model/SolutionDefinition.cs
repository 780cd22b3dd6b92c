using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>
/// A solution as it is written: every file of it, bound to records, nothing linked yet. Dictionaries keep the order of the file.
/// This family of records is the one place that says what a definition can say; the JSON Schema and the reference come from it.
/// </summary>
public sealed record SolutionDefinition
{
    /// <summary>Contents of <c>solution.yaml</c>.</summary>
    public required SolutionSettingsDefinition Settings { get; init; }
    /// <summary>Roles by key, from <c>roles/</c>.</summary>
    public required IReadOnlyDictionary<string, RoleDefinition> Roles { get; init; }
    /// <summary>Entities by key, from <c>entities/</c>, those of the platform included.</summary>
    public required IReadOnlyDictionary<string, EntityDefinition> Entities { get; init; }
    /// <summary>Pages by key, from <c>pages/</c>.</summary>
    public required IReadOnlyDictionary<string, PageDefinition> Pages { get; init; }
    /// <summary>Notices by key, from <c>notices/</c>.</summary>
    public required IReadOnlyDictionary<string, NoticeDefinition> Notices { get; init; }
    /// <summary>What could not be read. Linking tells it together with its own problems.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
    /// <summary>Kinds (<c>notice</c>, <c>role</c>) of which a file of several could not be read: any key may have stood there.</summary>
    internal IReadOnlySet<string> Unparsed { get; init; } = new HashSet<string>();
}

/// <summary><c>solution.yaml</c>: what the company is called, its language, zone and look.</summary>
public sealed record SolutionSettingsDefinition : Definition
{
    internal const string DefaultLanguage = "ru";

    /// <summary>Key of the solution, the name of its folder.</summary>
    public required string Solution { get; init; }
    /// <summary>Name of the company or product shown in the header.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Language of a visitor who has not chosen one: <c>ru</c> or <c>en</c>.</summary>
    [OneOf("ru", "en")]
    public string Language { get; init; } = DefaultLanguage;
    /// <summary>IANA name of the time zone in which dates are meant.</summary>
    public string TimeZone { get; init; } = "Europe/Moscow";
    /// <summary>ISO code of the money.</summary>
    public string Currency { get; init; } = "RUB";
    /// <summary>Accent colour as <c>#rrggbb</c>.</summary>
    public string Accent { get; init; } = "#2f6f6a";
    /// <summary>What a guest sees under the sign-in form, Markdown.</summary>
    public LocalizedText? Welcome { get; init; }
}

/// <summary>What every definition remembers: where it was written.</summary>
public abstract record Definition
{
    /// <summary>File and line of this definition.</summary>
    [NotWritten]
    public Location At { get; init; }
    /// <summary>Where each written key stands, for problems that concern one of them; names within a map or list follow its key: <c>by.manager</c>.</summary>
    [NotWritten]
    public IReadOnlyDictionary<string, Location> KeysAt { get; init; } = new Dictionary<string, Location>();

    /// <summary>
    /// Keys whose value is written and could not be read, <c>fields.price</c> for one name of a map; <see cref="Anything"/> where any absent key may be meant.
    /// A problem tells why. Of what is unread nothing else can be said, so nothing that depends on it is a problem.
    /// </summary>
    internal IReadOnlySet<string> Unparsed { get; init; } = new HashSet<string>();

    /// <summary>Stands among the unread keys for every key that is not written.</summary>
    internal const string Anything = "*";

    /// <summary>What it says under a key is known: read, or truly not written. Names of a map may still be unread.</summary>
    internal bool Knows(string key) => !Unparsed.Contains(key) && (KeysAt.ContainsKey(key) || !Unparsed.Contains(Anything));

    /// <summary>What it says under a key is known to the last name.</summary>
    internal bool KnowsAll(string key) => Knows(key) && !Unparsed.Any(unread => unread.StartsWith($"{key}.", StringComparison.Ordinal));

    /// <summary>A name that is not found in the map or list of a key may stand there unread.</summary>
    internal bool MayHave(string key, string name) => !Knows(key) || Unparsed.Contains($"{key}.{name}");

    /// <summary>The place of a key, or of the definition where the key is not written.</summary>
    public Location PlaceOf(string key) => KeysAt.GetValueOrDefault(key, At);

    /// <summary>The place of a name in the map or list of a key; of the key where the name has no place of its own.</summary>
    public Location PlaceOf(string key, string name) => KeysAt.TryGetValue($"{key}.{name}", out var at) ? at : PlaceOf(key);
}

/// <summary>A member of a definition that no file writes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotWrittenAttribute : Attribute;

/// <summary>The values a text of a definition may take.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] values) : Attribute
{
    /// <summary>The allowed values.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}

/// <summary>A text that names a registered kind of field.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldKindNameAttribute : Attribute;

/// <summary>A map of conditions that may also be written as a list of names, each of which always holds: <c>by: [manager]</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamesAloneAttribute : Attribute;

/// <summary>
/// Definitions of a kind of which several may stand in one file, as a map by key: <c>notices: { offered: {…}, paid: {…} }</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SeveralInFileAttribute(string key, string member) : Attribute
{
    /// <summary>The key of the map.</summary>
    public string Key { get; } = key;
    /// <summary>Name of the member that the keys of the map fill.</summary>
    public string Member { get; } = member;
}

/// <summary>A record that stands in a file either whole or, shorter, as one text for the named member (<c>ask: [manager]</c>).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShortFormAttribute(string member) : Attribute
{
    /// <summary>Name of the member that the text fills.</summary>
    public string Member { get; } = member;
}

/// <summary>An abstract definition whose subtypes are the registered kinds.</summary>
/// <param name="key">The key whose value names the kind; null where the kind is told by which of its own keys is written.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KindsAttribute(string? key = null) : Attribute
{
    /// <summary>The key whose value names the kind (<c>block: grid</c>); null where a kind is told by its own key (<c>set: …</c>).</summary>
    public string? Key { get; } = key;
}
