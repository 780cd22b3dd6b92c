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
        new(Who(told), Did(told), told.Kind == EventKind.Created ? [] : [.. told.Changes.Where(change => change.Field.Key != SystemFields.Status).Select(Show)]);

    private string Who(JournalEvent told) =>
        told.Impersonator is { } real ? Texts.Say("history.actor_through", language, real, told.Actor) : told.Actor;

    private string Did(JournalEvent told) => told.Kind switch
    {
        EventKind.Transition => Moved(told),
        EventKind.FileAdded => Say("history.file_added", told, told.Subject ?? ""),
        EventKind.FileRemoved => Say("history.file_removed", told, told.Subject ?? ""),
        EventKind.Impersonated => Say("history.impersonated", told),
        EventKind.PasswordReset => Say("history.password_reset", told),
        EventKind.SessionsEnded => Say("history.sessions_ended", told),
        EventKind.Created => OfPart(told, "history.part_added") ?? Say("history.created", told, Accusative),
        EventKind.Updated => OfPart(told, "history.part_changed") ?? Say("history.changed", told, told.Changes.Count),
        EventKind.Deleted => OfPart(told, "history.part_removed") ?? Say("history.deleted", told, Accusative),
        EventKind.Restored => Say("history.restored", told, Accusative),
        _ => throw new ArgumentOutOfRangeException(nameof(told), told.Kind, "Unknown event kind"),
    };

    private string Moved(JournalEvent told)
    {
        if (told.To is { } to && to != told.From && entity.Lifecycle?.States.GetValueOrDefault(to) is { } state)
            return Say("history.moved", told, state.Definition.Title);
        var transition = entity.Lifecycle?.Transitions.GetValueOrDefault(told.Transition ?? "");
        return Say("history.did", told, transition?.Definition.Title ?? LocalizedText.Same(told.Transition ?? ""));
    }

    // The event of a line or a payment stands in the history of its owner and carries the part's name.
    private string? OfPart(JournalEvent told, string key) => (told.Subject, told.Part?.Definition.Accusative) switch
    {
        (null, _) => null,
        ({ } subject, null) => Say(key, told, subject),
        ({ } subject, { } what) => Say(key, told, Texts.Say("history.part", language, what.In(language).ToLower(culture), subject)),
    };

    private string Say(string key, JournalEvent told, object? about = null) => Texts.Say(key, language, VerbForm.Of(told.Impersonator ?? told.Actor), about ?? "");

    private object Accusative => entity.Definition.Accusative is { } text ? text.In(language).ToLower(culture) : Texts.Say("history.record", language);

    private ChangedValue Show(FieldChange change) =>
        new(change.Field.Title.In(language), change.Before is null ? null : Show(change.Field, change.Before, change.BeforeLabel), Show(change.Field, change.After, change.AfterLabel));

    private string Show(Field field, object? value, string? label) =>
        value is null ? Texts.Say("history.empty_field", language) : label ?? field.Kind.Show(field, value, culture, zone);
}
