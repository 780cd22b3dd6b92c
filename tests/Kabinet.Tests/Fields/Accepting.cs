using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Fields;

/// <summary>What a field makes of an input, and how it shows values.</summary>
internal static class Accepting
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    /// <summary>The value; fails where the input is refused.</summary>
    public static object? Accepted(this Field field, object? input)
    {
        field.Kind.Accept(field, input, out var value).ShouldBeNull();
        return value;
    }

    /// <summary>The key of the refusal, having said it in both languages; null where the input is good.</summary>
    public static string? Refused(this Field field, object? input)
    {
        var refusal = field.Kind.Accept(field, input, out var value);
        if (refusal is null) return null;
        value.ShouldBeNull();
        Texts.Say(refusal, "ru").ShouldNotBe(Texts.Say(refusal, "en"));
        return refusal.Key;
    }

    /// <summary>As people read it, thin and hard spaces as ordinary ones.</summary>
    public static string Shown(this Field field, object? value, string language = "ru") =>
        field.Kind.Show(field, value, CultureInfo.GetCultureInfo(language), Moscow).Replace('\u202F', ' ').Replace('\u00A0', ' ')
            .Replace('\u2212', '-');

    public static string Edited(this Field field, object? value) => field.Kind.Edit(field, value, Moscow);
}
