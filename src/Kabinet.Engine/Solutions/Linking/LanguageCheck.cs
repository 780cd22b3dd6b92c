using System.Collections;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Warns of texts by language that are silent in the language of the solution: its readers see another one.</summary>
internal sealed class LanguageCheck(Draft draft)
{
    private string Language => draft.Definition.Settings.Language;

    public void Judge()
    {
        var definition = draft.Definition;
        Judge(definition.Settings);
        foreach (var part in definition.Roles.Values.Concat<Definition>(definition.Entities.Values).Concat(definition.Pages.Values)
            .Concat(definition.Notices.Values))
            Judge(part);
    }

    private void Judge(Definition definition)
    {
        if (definition.At.IsOfPlatform) return;
        foreach (var member in DefinitionShape.Of(definition.GetType()).Members)
            Judge(member.Property.GetValue(definition), definition.PlaceOf(member.Key));
    }

    private void Judge(object? value, Location at)
    {
        if (value is LocalizedText { ByLanguage: { Count: > 0 } texts } text && text.In("").Length > 0 && !texts.ContainsKey("")
            && !texts.ContainsKey(Language))
            draft.Warn(at, new("problem.warning.language", Language, text.In(Language)));
        else if (value is Definition part) Judge(part);
        else if (value is IDictionary map) foreach (var each in map.Values) Judge(each, at);
        else if (value is IList list) foreach (var each in list) Judge(each, at);
    }
}
