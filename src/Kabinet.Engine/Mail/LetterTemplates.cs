using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Mail;

/// <summary>
/// Templates of letters, for actors who may read the entity <c>letter_template</c>. A record of it replaces the template of one kind in one
/// language.
/// </summary>
public sealed class LetterTemplates
{
    private const string Entity = "letter_template", Kind = "kind", Language = "language";
    /// <summary>Names of the fields of a template.</summary>
    public const string Subject = "subject", Body = "body";
    private static readonly string[] Columns = [Kind, Language, Subject, Body];
    private readonly Records records;
    private readonly CommandDoor door;
    private readonly LetterWriting writing;

    internal LetterTemplates(Records records, CommandDoor door, LetterWriting writing) =>
        (this.records, this.door, this.writing) = (records, door, writing);

    /// <summary>The templates that were changed.</summary>
    public ValueTask<IReadOnlyList<ChangedTemplate>> Changed(Actor actor, CancellationToken cancellation = default) =>
        Changed(actor, [], cancellation);

    private async ValueTask<IReadOnlyList<ChangedTemplate>> Changed(Actor actor, (string Key, string Value)[] those,
        CancellationToken cancellation)
    {
        const int Most = 500;
        var entity = actor.Solution.Entities[Entity];
        var query = new RecordQuery
        {
            Entity = entity,
            Columns = [.. Columns.Select(key => new FieldPath([], entity[key]))],
            Filters = [.. those.Select(that => new FieldFilter(new([], entity[that.Key]), Comparison.Is, [that.Value]))],
            Limit = Most,
        };
        return [.. (await records.List(actor, query, cancellation)).Records.Select(record => new ChangedTemplate(record.Id, record.Version,
            (string)record[Kind]!, (string)record[Language]!, (string)record[Subject]!, (string)record[Body]!))];
    }

    /// <summary>Replaces a template. Unknown placeholders are refused at their field.</summary>
    public async ValueTask<Outcome> Save(Actor actor, TypedTemplate typed, CancellationToken cancellation = default)
    {
        if (LetterKinds.Find(actor.Solution, typed.Kind) is not { } kind || Languages.Find(typed.Language) is null)
            return new Outcome.NotFound();
        if (Refusals(kind, typed) is { Any: true } refusals) return refusals.ToOutcome();
        var entity = actor.Solution.Entities[Entity];
        Dictionary<string, object?> values = new() { [Subject] = typed.Subject, [Body] = typed.Body };
        var present = await Find(actor, typed, cancellation);
        Command command = present is not null ? new Command.Update(entity, null, present.Id, typed.Version, values)
            : new Command.Create(entity, null, new Dictionary<string, object?>(values) { [Kind] = typed.Kind, [Language] = typed.Language },
                new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>());
        return await door.Execute(actor, command, cancellation);
    }

    /// <summary>Goes back to the template of the kind.</summary>
    public async ValueTask<Outcome> Reset(Actor actor, string kind, string language, CancellationToken cancellation = default) =>
        await Find(actor, new(kind, language, "", ""), cancellation) is { } present
            ? await door.Execute(actor, new Command.Delete(actor.Solution.Entities[Entity], null, present.Id, null), cancellation)
            : new Outcome.NotFound();

    /// <summary>A letter as it would arrive, as an HTML document with sample values; null where there is no such kind.</summary>
    public string? Preview(Actor actor, TypedTemplate typed)
    {
        if (LetterKinds.Find(actor.Solution, typed.Kind) is not { } kind) return null;
        var samples = new SampleValues(actor, typed.Language, writing);
        var draft = new LetterDraft(kind, "", typed.Language, place => samples.Of(kind, place));
        var letter = writing.Fill(actor.Solution, draft, typed.Subject, typed.Body);
        return LetterFrame.Html(actor.Solution, typed.Language, letter.Subject, letter.Html!);
    }

    private async ValueTask<ChangedTemplate?> Find(Actor actor, TypedTemplate typed, CancellationToken cancellation) =>
        await Changed(actor, [(Kind, typed.Kind), (Language, typed.Language)], cancellation) is [var present, ..] ? present : null;

    private static Refusals Refusals(LetterKind kind, TypedTemplate typed)
    {
        var refusals = new Refusals();
        foreach (var (field, text) in new[] { (Subject, typed.Subject), (Body, typed.Body) })
            foreach (var place in TextPlaces.In(text).Where(place => !kind.Places.Contains(place)))
                refusals.Add(field, Spelling.Nearest(place, kind.Places) is { } near
                    ? new("letters.no_place_but", place, near) : new("letters.no_place", place));
        return refusals;
    }
}

/// <summary>A template that replaces the one of its kind.</summary>
/// <param name="Id">Id of its record.</param>
/// <param name="Version">Version of its record.</param>
/// <param name="Kind">Key of the kind.</param>
/// <param name="Language">Its language.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Body">Body, in Markdown.</param>
public sealed record ChangedTemplate(long Id, int Version, string Kind, string Language, string Subject, string Body);

/// <summary>A template as it was typed.</summary>
/// <param name="Kind">Key of the kind.</param>
/// <param name="Language">Its language.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Body">Body, in Markdown.</param>
public sealed record TypedTemplate(string Kind, string Language, string Subject, string Body)
{
    /// <summary>Version of the record that was shown; null where there was none.</summary>
    public int? Version { get; init; }
}
