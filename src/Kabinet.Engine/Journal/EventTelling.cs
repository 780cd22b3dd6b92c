using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Journal;

/// <summary>What was done, in words.</summary>
/// <param name="Text">Its first place takes the form of the verb that fits who did it, the second what it is about.</param>
/// <param name="About">What it is about.</param>
public sealed record EventPhrase(LocalizedText Text, object About);

/// <summary>An event and what its kind needs to put it into words.</summary>
/// <param name="Told">The event as its reader may see it.</param>
/// <param name="Entity">What the record is.</param>
/// <param name="Language">The reader's language.</param>
/// <param name="Culture">The reader's culture.</param>
public sealed record EventTelling(JournalEvent Told, Entity Entity, string Language, CultureInfo Culture)
{
    /// <summary>A text of the platform.</summary>
    public static EventPhrase Say(string key, object? about = null) => new(Texts.Catalogue[key], about ?? "");

    /// <summary>A text of the platform about the record: «создал заявку».</summary>
    public EventPhrase OfRecord(string key) =>
        Say(key, Entity.Definition.Accusative is { } text ? Lower(text) : Texts.Say("history.record", Language));

    /// <summary>
    /// A text of the platform about a part, which carries its name: the event of a line or a payment stands in the history of its owner.
    /// Null where it tells of no part, or of one without a name.
    /// </summary>
    public EventPhrase? OfPart(string key) => (Told.Subject, Told.Part?.Definition.Accusative) switch
    {
        (null, _) => null,
        ({ } subject, null) => Say(key, Texts.Say("history.part_named", Language, subject)),
        ({ } subject, { } what) => Say(key, Texts.Say("history.part", Language, Lower(what), subject)),
    };

    /// <summary>The same of a part that came into a state.</summary>
    public EventPhrase? OfPart(string key, LocalizedText state) =>
        OfPart(key) is { } phrase ? phrase with { About = Texts.Say("history.part_in", Language, phrase.About, state) } : null;

    private string Lower(LocalizedText text) => text.In(Language).ToLower(Culture);
}
