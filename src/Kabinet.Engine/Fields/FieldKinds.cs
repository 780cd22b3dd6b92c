namespace Kabinet.Engine.Fields;

/// <summary>The kinds of fields, by name, in alphabetical order: the registry.</summary>
public static class FieldKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FieldKind> All { get; } =
    [
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
    ];
}
