using Kabinet.Engine.Fields;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Lifecycles;

/// <summary>The validated inputs of a transition. Pure.</summary>
/// <param name="Values">Values by key; null for an empty input.</param>
/// <param name="Comment">The trimmed comment; null for none.</param>
internal sealed record AskedValues(IReadOnlyDictionary<string, object?> Values, string? Comment)
{
    /// <summary>Maximum length of a comment in characters.</summary>
    public const int LongestComment = 10_000;
    private const string CommentKey = "comment";
    /// <summary>Those of a transition that asks nothing.</summary>
    public static readonly AskedValues None = new(new Dictionary<string, object?>(), null);

    /// <summary>The values and the comment, as effects read them.</summary>
    public IReadOnlyDictionary<string, object?> Inputs { get; } =
        new Dictionary<string, object?>(Values, StringComparer.Ordinal) { [CommentKey] = Comment };

    /// <summary>Parses and validates the inputs of a transition. Adds errors to <paramref name="refusals"/>.</summary>
    public static AskedValues Accept(Transition transition, IReadOnlyDictionary<string, object?> inputs, string? comment,
        Func<Ask, Typing> typing, Refusals refusals)
    {
        foreach (var key in inputs.Keys.Where(key => transition.Asks.All(ask => ask.Key != key)))
            refusals.Add(key, new("command.unknown_field"));
        var values = transition.Asks.ToDictionary(ask => ask.Key, ask =>
            Accept(ask, inputs.GetValueOrDefault(ask.Key), typing(ask), refusals), StringComparer.Ordinal);
        return new(values, Accept(transition.Comment, comment, refusals));
    }

    private static object? Accept(Ask ask, object? input, Typing typing, Refusals refusals)
    {
        var refusal = ask.Field.Kind.Accept(ask.Field, input, typing, out var value);
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
