using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>
/// Links defaults of fields: a plain value (<c>normal</c>, <c>5</c>, <c>true</c>), or an expression after an equals sign (<c>= @today</c>).
/// Anything else is reported with a suggestion.
/// </summary>
internal sealed class DefaultLinking(Draft draft)
{
    private const string Sign = "=";

    /// <summary>The default of a field; null if it has none.</summary>
    public Expression? Link(Field field)
    {
        if (field.Definition.Default is not { } written) return IsNoUnlessGiven(field) ? Expression.False : null;
        var text = written.Trim();
        if (text.StartsWith(Sign, StringComparison.Ordinal)) return draft.Value(text[Sign.Length..].Trim(), null, field, At(field));
        return field.Type.Kind switch
        {
            ValueKind.Choice => Choice(field, text),
            ValueKind.Text => Text(field, text),
            ValueKind.Date or ValueKind.DateTime => Tried(field, $"'{text}'") as Constant ?? Refuse(field, text),
            ValueKind.Reference => Refuse(field, text, new("problem.default.reference")),
            ValueKind.Number => Number(text) is { } number ? Accepted(field, number)
                : Refuse(field, text, null, Spelling.Number(text)),
            _ => text switch
            {
                "true" or "yes" => Expression.True,
                "false" or "no" => Expression.False,
                _ => Refuse(field, text, null, Spelling.YesNo(text)),
            },
        };
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    private static Location At(Field field) => field.Definition.PlaceOf("default");

    private static bool IsNoUnlessGiven(Field field) =>
        field is { Type.Kind: ValueKind.YesNo, IsSystem: false, Definition: { Computed: null, Required: false } }
            && field.Definition.Knows("default");

    private Expression Choice(Field field, string key)
    {
        if (field.Choices.ContainsKey(key)) return new Constant(field.Type, key);
        if (field.Definition.MayHave("choices", key)) return Expression.False;
        return Refuse(field, key, new("problem.default.choice", field.Key, key),
            Meant(field, key) ?? Spelling.Suggest(key, field.Choices.Keys));
    }

    // A plain text that is also a valid expression ('normal' in quotes, @me.name) is ambiguous, so it is reported.
    private Expression Text(Field field, string text) =>
        Tried(field, text) is null ? Accepted(field, text) : Refuse(field, text, new("problem.default.expression", text));

    private Expression Accepted(Field field, object value)
    {
        if (field.Kind.Accept(field, value, out var accepted) is not { } refusal) return new Constant(field.Type, accepted);
        draft.Refuse(At(field), new("problem.default.refused", refusal));
        return Expression.False;
    }

    private Expression Refuse(Field field, string text, Message? message = null, Message? suggestion = null)
    {
        draft.Refuse(At(field), message ?? new("problem.default.value", text, field.Definition.Kind), suggestion ?? Meant(field, text));
        return Expression.False;
    }

    /// <summary>The expression that the author of an invalid plain value probably meant; null if there is no guess.</summary>
    private Message? Meant(Field field, string text) =>
        Tried(field, text) is { } expression ? Spelling.Meant(Plain(expression, text) ?? $"{Sign} {text}")
        : Tried(field, $"@{text}") is not null ? Spelling.Meant($"{Sign} @{text}")
        : null;

    // A plain value needs no quotes; only a text in an expression does.
    private static string? Plain(Expression expression, string text) => expression switch
    {
        Constant { Value: string plain } => plain,
        Constant when text.StartsWith('\'') => text.Trim('\''),
        _ => null,
    };

    private Expression? Tried(Field field, string text)
    {
        try { return ExpressionChecker.Check(text, null, draft.ContextOf() with { Expected = field.Type, Target = field }); }
        catch (Exception wrong) when (wrong is ExpressionException or UnparsedException) { return null; }
    }
}
