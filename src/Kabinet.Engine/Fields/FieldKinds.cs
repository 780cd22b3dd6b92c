namespace Kabinet.Engine.Fields;

/// <summary>The registry of field kinds, in alphabetical order.</summary>
public static class FieldKinds
{
    /// <summary>All kinds.</summary>
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
