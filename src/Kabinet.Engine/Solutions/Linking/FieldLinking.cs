using Kabinet.Engine.Fields;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links fields. Reports keys that the kind of a field does not support.</summary>
internal sealed class FieldLinking(Draft draft)
{
    private const int LongestText = 100_000;
    private const int LongestDigits = 40;
    private static readonly HashSet<string> OfEveryField =
        ["kind", "like", "title", "help", "required", "expected", "default", "computed", "unique", "was"];
    private static readonly HashSet<string> OfEveryInput = ["kind", "like", "title", "help"];
    private static readonly HashSet<string> NotOfInputs = ["inverse", "late", "part", "search", "working"];
    private static readonly string[] NotOfComputed = ["required", "expected", "default", "unique", "part", "where"];

    /// <summary>Links a field of an entity. Null if it cannot be linked.</summary>
    public Field? Link(Entity entity, string key, FieldDefinition definition)
    {
        if (Keys.IsReserved(key)) draft.Refuse(definition.At, new("problem.field.reserved", key));
        if (!Judge(key, definition, kind => [.. OfEveryField, .. kind.Options], NotOfKind)) return null;
        if (entity.Definition.Unparsed.Contains($"fields.{key}")) return null;
        foreach (var option in NotOfComputed.Where(option => definition.Computed is not null && definition.KeysAt.ContainsKey(option)))
            draft.Refuse(definition.PlaceOf(option), new("problem.field.not_of_computed", option));
        return Keys.IsReserved(key) ? null : Made(entity, key, definition, draft.Kinds.Field(definition.Kind)!);
    }

    /// <summary>Links an input of a transition, which is not saved in a record. Null if it cannot be linked.</summary>
    public Field? LinkInput(string key, FieldDefinition definition)
    {
        if (!Judge(key, definition, kind => [.. OfEveryInput, .. kind.Options.Except(NotOfInputs)], NotOfInput)) return null;
        var input = Made(null, key, definition, draft.Kinds.Field(definition.Kind)!);
        if (input.Definition.To is { } to) input.To = draft.Entities[to];
        return input;
    }

    private Field Made(Entity? entity, string key, FieldDefinition definition, FieldKind kind) =>
        new(entity, key, kind.Complete(definition, draft.Definition.Settings), kind) { Zone = draft.Zone };

    /// <summary>Checks a field. Returns true if its type is known.</summary>
    private bool Judge(string key, FieldDefinition definition, Func<FieldKind, HashSet<string>> optionsOf,
        Func<string, string, Message> refusal)
    {
        Keys.Judge(draft, key, definition.At);
        JudgeBounds(definition);
        if (definition.Kind is null || draft.Kinds.Field(definition.Kind) is not { } kind) return false;
        var options = optionsOf(kind);
        foreach (var option in definition.KeysAt.Keys.Where(option =>
            !option.Contains('.', StringComparison.Ordinal) && !options.Contains(option) && IsMember(option)))
            draft.Refuse(definition.PlaceOf(option), refusal(option, definition.Kind));
        if (options.Contains("choices")) JudgeChoices(key, definition);
        return !options.Contains("to") || JudgeReference(key, definition);
    }

    private static Message NotOfKind(string option, string kind) => new("problem.field.not_of_kind", option, kind);

    // What a field says by these keys, the dialog says beside its input.
    private static Message NotOfInput(string option, string kind) => option switch
    {
        "required" or "expected" => new("problem.input.required", option),
        "default" => new("problem.input.default"),
        _ => new("problem.input.not_of_kind", option, kind),
    };

    private static bool IsMember(string key) => DefinitionShape.Of(typeof(FieldDefinition)).ByKey.ContainsKey(key);

    private bool JudgeReference(string key, FieldDefinition definition)
    {
        if (definition.Role is { } role)
        {
            draft.Named(draft.Roles, role, "role", definition.PlaceOf("role"));
            if (definition.To != CoreEntities.User) draft.Miss(definition, "to", definition.PlaceOf("role"), new("problem.field.role"));
        }
        if (definition.To is { } to) return draft.Named(draft.Definition.Entities, to, "entity", definition.PlaceOf("to")) is not null;
        draft.Miss(definition, "to", definition.At, new("problem.field.to", key), new("problem.hint.to"));
        return false;
    }

    private void JudgeChoices(string key, FieldDefinition definition)
    {
        if (definition.Choices.Count == 0)
            draft.Miss(definition, "choices", definition.At, new("problem.field.no_choices", key), new("problem.hint.choices"));
        foreach (var (option, choice) in definition.Choices)
            if (option.Length is 0 or > 41 || option.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_'))
                draft.Refuse(choice.At, new("problem.field.option", option));
    }

    private void JudgeBounds(FieldDefinition definition)
    {
        if (definition.Scale is < 0 or > DecimalKind.MaxScale)
            draft.Refuse(definition.PlaceOf("scale"), new("problem.field.scale", DecimalKind.MaxScale));
        if (definition.Min > definition.Max) draft.Refuse(definition.PlaceOf("min"), new("problem.field.bounds"));
        if (definition.Digits is { } digits && (digits.Count == 0 || digits.Any(count => count < 1 || count > LongestDigits)))
            draft.Refuse(definition.PlaceOf("digits"), new("problem.field.digits", LongestDigits));
        if (definition.Length is < 1 or > LongestText) draft.Refuse(definition.PlaceOf("length"), new("problem.field.length", LongestText));
    }
}
