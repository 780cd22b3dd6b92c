using Kabinet.Engine.Fields;

namespace Kabinet.Engine.Definitions.Linking;

/// <summary>A written field becomes a linked one; what means nothing for its kind is told.</summary>
internal sealed class FieldLinking(Draft draft)
{
    private const int LongestText = 100_000;
    private static readonly HashSet<string> OfEveryField = ["kind", "title", "help", "required", "expected", "default", "computed", "unique", "was"];
    private static readonly HashSet<string> OfEveryInput = ["kind", "title", "help"];
    private static readonly HashSet<string> NotOfInputs = ["inverse", "late", "part", "search"];
    private static readonly string[] NotOfComputed = ["required", "expected", "default", "unique", "search", "inverse", "part"];

    /// <summary>A field of an entity.</summary>
    public Field Link(Entity entity, string key, FieldDefinition definition)
    {
        if (Keys.IsReserved(key)) draft.Refuse(definition.At, $"'{key}' is a name of the platform, a field cannot have it");
        var kind = FieldKinds.Find(definition.Kind)!;
        Judge(key, definition, [.. OfEveryField, .. kind.Options]);
        foreach (var option in NotOfComputed.Where(option => definition.Computed is not null && definition.KeysAt.ContainsKey(option)))
            draft.Refuse(definition.PlaceOf(option), $"'{option}' means nothing for a computed field");
        return Made(entity, key, definition, kind);
    }

    /// <summary>An input of a transition, which no record keeps.</summary>
    public Field LinkInput(string key, FieldDefinition definition)
    {
        var kind = FieldKinds.Find(definition.Kind)!;
        Judge(key, definition, [.. OfEveryInput, .. kind.Options.Except(NotOfInputs)]);
        var input = Made(null, key, definition, kind);
        if (definition.To is { } to) input.To = draft.Named(draft.Entities, to, "entity", definition.PlaceOf("to"));
        return input;
    }

    private Field Made(Entity? entity, string key, FieldDefinition definition, FieldKind kind) =>
        new(entity, key, kind is MoneyKind ? definition with { Unit = LocalizedText.Same(MoneyKind.SignOf(draft.Definition.Settings.Currency)) } : definition, kind) { Zone = draft.Zone };

    private void Judge(string key, FieldDefinition definition, HashSet<string> options)
    {
        Keys.Judge(draft, key, definition.At);
        foreach (var option in definition.KeysAt.Keys.Where(option => !option.Contains('.', StringComparison.Ordinal) && !options.Contains(option)))
            draft.Refuse(definition.PlaceOf(option), $"'{option}' means nothing for a field of kind {definition.Kind}");
        if (definition.Kind == "ref") JudgeReference(key, definition);
        if (definition.Kind == "choice") JudgeChoices(key, definition);
        JudgeBounds(definition);
    }

    private void JudgeReference(string key, FieldDefinition definition)
    {
        if (definition.To is null) draft.Refuse(definition.At, $"'{key}' does not say what it refers to", "add to: <entity>");
        else draft.Named(draft.Definition.Entities, definition.To, "entity", definition.PlaceOf("to"));
        if (definition.Role is not { } role) return;
        draft.Named(draft.Roles, role, "role", definition.PlaceOf("role"));
        if (definition.To != CoreEntities.User) draft.Refuse(definition.PlaceOf("role"), "Only a reference to user has a role");
    }

    private void JudgeChoices(string key, FieldDefinition definition)
    {
        if (definition.Choices.Count == 0) draft.Refuse(definition.At, $"'{key}' has nothing to choose from", "add choices");
        foreach (var (option, choice) in definition.Choices)
            if (option.Length is 0 or > 41 || option.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_'))
                draft.Refuse(choice.At, $"'{option}' is not the key of an option: small Latin letters, digits and _");
    }

    private void JudgeBounds(FieldDefinition definition)
    {
        if (definition.Scale is < 0 or > DecimalKind.MaxScale) draft.Refuse(definition.PlaceOf("scale"), $"The scale is from 0 to {DecimalKind.MaxScale}");
        if (definition.Min > definition.Max) draft.Refuse(definition.PlaceOf("min"), "The least value is greater than the greatest");
        if (definition.Length is < 1 or > LongestText) draft.Refuse(definition.PlaceOf("length"), $"The length is from 1 to {LongestText}");
    }
}
