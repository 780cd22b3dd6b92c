using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Fields;

/// <summary>The looks of the kinds of fields that the platform brings, in alphabetical order: the registry.</summary>
internal static class PlatformLooks
{
    public static void AddFields(this IServiceCollection services)
    {
        foreach (var look in All) services.AddSingleton(look);
        services.AddSingleton<FieldLooks>();
    }

    private static readonly FieldLook[] All =
    [
        new ChoiceLook(),
        new DateLook(),
        new MomentLook(),
        new NumberLook("decimal", "decimal", FieldSize.Short),
        new EmailLook(),
        new NumberLook("money", "decimal", FieldSize.Short),
        new NumberLook("number", "numeric", FieldSize.Tiny),
        new PhoneLook(),
        new ReferenceLook(),
        new TextLook(),
        new YesNoLook(),
    ];
}

/// <summary>The looks of all kinds of fields, found by the field; one without a look of its own has that of a text.</summary>
internal sealed class FieldLooks(IEnumerable<FieldLook> looks)
{
    private static readonly TextLook Text = new();
    private readonly Dictionary<string, FieldLook> byKind = looks.ToDictionary(look => look.Kind, StringComparer.Ordinal);

    public FieldLook Of(Field field) => byKind.GetValueOrDefault(field.Kind.Name, Text);
}

internal static class LooksOfRequest
{
    /// <summary>The look of a field.</summary>
    public static FieldLook LookOf(this RequestContext here, Field field) => here.Services.GetRequiredService<FieldLooks>().Of(field);
}
