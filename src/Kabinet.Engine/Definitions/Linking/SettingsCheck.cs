using System.Text.RegularExpressions;

namespace Kabinet.Engine.Definitions.Linking;

/// <summary>Small texts of <c>solution.yaml</c>.</summary>
internal sealed partial class SettingsCheck(Draft draft)
{
    public void Judge()
    {
        var settings = draft.Definition.Settings;
        if (settings.Solution is { } key && !SolutionKey().IsMatch(key)) draft.Refuse(settings.PlaceOf("solution"), $"'{settings.Solution}' is not the key of a solution: small Latin letters, digits and -");
        if (!Colour().IsMatch(settings.Accent)) draft.Refuse(settings.PlaceOf("accent"), $"'{settings.Accent}' is not a colour", "write #2f6f6a");
        if (!CurrencyCode().IsMatch(settings.Currency)) draft.Refuse(settings.PlaceOf("currency"), $"'{settings.Currency}' is not the code of a currency", "write RUB, USD, EUR");
    }

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,40}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SolutionKey();

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Colour();

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CurrencyCode();
}
