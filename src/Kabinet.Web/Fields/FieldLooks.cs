using Kabinet.Engine.Model;

namespace Kabinet.Web.Fields;

/// <summary>The looks of the kinds of fields, in alphabetical order: the registry.</summary>
internal static class FieldLooks
{
    private static readonly TextLook Text = new();

    private static readonly Dictionary<string, FieldLook> ByKind = new FieldLook[]
    {
        new ChoiceLook(),
        new DateLook(),
        new MomentLook(),
        new NumberLook("decimal", "decimal"),
        new EmailLook(),
        new NumberLook("money", "decimal"),
        new NumberLook("number", "numeric"),
        new PhoneLook(),
        new ReferenceLook(),
        Text,
        new YesNoLook(),
    }.ToDictionary(look => look.Kind, StringComparer.Ordinal);

    /// <summary>The look of a field.</summary>
    public static FieldLook Of(Field field) => ByKind.GetValueOrDefault(field.Kind.Name, Text);
}
