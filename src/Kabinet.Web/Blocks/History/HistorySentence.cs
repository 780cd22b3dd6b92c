using System.Globalization;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Web.Blocks;

/// <summary>An event as a sentence: who is bold and stands first, the rest follows.</summary>
internal sealed record HistorySentence(string Who, string Did, IReadOnlyList<ChangedValue> Changes);

/// <summary>«Срок: 3 дек → 7 дек».</summary>
/// <param name="Title">The field.</param>
/// <param name="Before">Value before; null where there was none.</param>
/// <param name="After">Value after.</param>
internal sealed record ChangedValue(string Title, string? Before, string After);

/// <summary>Tells events in the language and zone of a reader.</summary>
internal sealed class HistoryTeller(Entity entity, string language, CultureInfo culture, TimeZoneInfo zone)
{
    public HistorySentence Tell(JournalEvent told) =>
        new(Who(told), Did(told), !told.Kind.ListsChanges ? []
            : [.. told.Changes.Where(change => change.Field.Key != SystemFields.Status).Select(Show)]);

    private string Who(JournalEvent told) =>
        told.Impersonator is { } real ? Texts.Say("history.actor_through", language, real, told.Actor) : told.Actor;

    private string Did(JournalEvent told)
    {
        var phrase = told.Kind.Tell(new(told, entity, language, culture));
        return Texts.Say(phrase.Text, language, VerbForm.Of(told.Impersonator ?? told.Actor), phrase.About);
    }

    private ChangedValue Show(FieldChange change) =>
        new(change.Field.Title.In(language), change.Before is null ? null : Show(change.Field, change.Before, change.BeforeLabel),
            Show(change.Field, change.After, change.AfterLabel));

    private string Show(Field field, object? value, string? label) =>
        value is null ? Texts.Say("history.empty_field", language) : label ?? field.Kind.Show(field, value, culture, zone);
}
