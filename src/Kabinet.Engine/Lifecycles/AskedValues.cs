using Kabinet.Engine.Fields;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Lifecycles;

/// <summary>What a transition asks, as accepted values. Pure.</summary>
/// <param name="Values">By the key of the ask; what was left empty is null.</param>
/// <param name="Comment">The comment, trimmed; null for none.</param>
internal sealed record AskedValues(IReadOnlyDictionary<string, object?> Values, string? Comment)
{
    /// <summary>Greatest length of a comment in characters.</summary>
    public const int LongestComment = 10_000;
    private const string CommentKey = "comment";

    /// <summary>Takes what came for a transition; what is wrong with it goes to <paramref name="refusals"/>.</summary>
    public static AskedValues Accept(Transition transition, IReadOnlyDictionary<string, object?> inputs, string? comment, Refusals refusals)
    {
        foreach (var key in inputs.Keys.Where(key => transition.Asks.All(ask => ask.Key != key)))
            refusals.Add(key, new("command.unknown_field"));
        var values = transition.Asks.ToDictionary(ask => ask.Key, ask => Accept(ask, inputs.GetValueOrDefault(ask.Key), refusals), StringComparer.Ordinal);
        return new(values, Accept(transition.Comment, comment, refusals));
    }

    private static object? Accept(Ask ask, object? input, Refusals refusals)
    {
        var refusal = ask.Field.Kind.Accept(ask.Field, input, out var value);
        if (refusal is null && value is null && !ask.Definition.Optional) refusal = new("field.required");
        if (refusal is not null) refusals.Add(ask.Key, refusal);
        return value;
    }

    private static string? Accept(AskDefinition? ask, string? comment, Refusals refusals)
    {
        var refusal = InputText.Clean(comment, multiline: true, out var text);
        if (refusal is not null) refusals.Add(CommentKey, refusal);
        else if (text is null && ask is { Optional: false }) refusals.Add(CommentKey, new("field.required"));
        if (text is { Length: > LongestComment }) refusals.Add(CommentKey, new("command.long_comment", LongestComment));
        return text;
    }
}
