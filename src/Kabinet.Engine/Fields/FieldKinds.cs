namespace Kabinet.Engine.Fields;

/// <summary>The kinds of fields, by name, in alphabetical order: the registry.</summary>
public static class FieldKinds
{
    private static readonly Dictionary<string, FieldKind> All = new FieldKind[]
    {
        new ChoiceKind(),
        new DateKind(),
        new MomentKind(),
        new DecimalKind(),
        new EmailKind(),
        new MoneyKind(),
        new NumberKind(),
        new PhoneKind(),
        new RefKind(),
        new TextKind(),
        new YesNoKind(),
    }.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Names, in order.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The kind of a name, or null.</summary>
    public static FieldKind? Find(string name) => All.GetValueOrDefault(name);
}
