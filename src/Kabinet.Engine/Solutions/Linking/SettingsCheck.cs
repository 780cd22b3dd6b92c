using System.Text.RegularExpressions;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Validates the values of <c>solution.yaml</c>.</summary>
internal sealed partial class SettingsCheck(Draft draft)
{
    public void Judge()
    {
        var settings = draft.Definition.Settings;
        if (settings.Solution is { } key && !SolutionKey().IsMatch(key))
            draft.Refuse(settings.PlaceOf("solution"), new("problem.solution_key", settings.Solution));
        if (!Colour().IsMatch(settings.Accent))
            draft.Refuse(settings.PlaceOf("accent"), new("problem.colour", settings.Accent), new("problem.hint.colour"));
        if (!CurrencyCode().IsMatch(settings.Currency))
            draft.Refuse(settings.PlaceOf("currency"), new("problem.currency", settings.Currency), new("problem.hint.currency"));
    }

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,40}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SolutionKey();

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Colour();

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CurrencyCode();
}
