using Kabinet.Engine.Words;

namespace Kabinet.Web.Request;

/// <summary>Something typed into a form for an input that is gone since the form was drawn.</summary>
/// <param name="Name">Name that was sent.</param>
/// <param name="Label">What the input was called; null for a name that the actor cannot have seen in a form.</param>
/// <param name="Text">What was typed.</param>
internal sealed record LostInput(string Name, string? Label, string Text)
{
    private static readonly object Key = new();

    /// <summary>The refusal of a form with such inputs. A name that nobody could know is refused as any other unknown field.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Message>> Errors(IReadOnlyList<LostInput> lost) =>
        lost.GroupBy(input => input.Label is null ? input.Name : "", StringComparer.Ordinal).ToDictionary(group => group.Key,
            group => (IReadOnlyList<Message>)[.. group.Select(input => input.Refusal).Distinct()], StringComparer.Ordinal);

    private Message Refusal => Label is null ? new("command.unknown_field") : new("form.outdated_field", Label, Text);

    /// <summary>What the form of a request has lost; nothing where all its inputs are known.</summary>
    public static IReadOnlyList<LostInput> Of(HttpContext http) => (IReadOnlyList<LostInput>?)http.Items[Key] ?? [];

    public static void Remember(HttpContext http, IReadOnlyList<LostInput> lost) => http.Items[Key] = lost;
}
