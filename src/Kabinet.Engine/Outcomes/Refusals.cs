using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Outcomes;

/// <summary>Collects all validation errors of one command, so that they are reported together.</summary>
internal sealed class Refusals
{
    /// <summary>The key of errors that concern the whole form.</summary>
    public const string Whole = "";
    private readonly Dictionary<string, List<Message>> byField = new(StringComparer.Ordinal);
    /// <summary>Fields whose own value was refused, and collections with such a row.</summary>
    private readonly HashSet<string> invalid = new(StringComparer.Ordinal);

    public bool Any => byField.Count > 0;

    public void Add(string field, Message message)
    {
        if (field.Length > 0) invalid.Add(field.Split('.')[0]);
        AddTo(field, message);
    }

    private void AddTo(string field, Message message)
    {
        if (!byField.TryGetValue(field, out var messages)) byField.Add(field, messages = []);
        messages.Add(message);
    }

    public void Add(LocalizedText refusal) => Add(Whole, Message.Of(refusal));

    /// <summary>
    /// Adds an unmet requirement at each of the fields that it concerns, as one and the same message; at the whole form if there are none.
    /// What rests on a field that is refused already is not said: the field comes first.
    /// </summary>
    /// <param name="requirement">The requirement.</param>
    /// <param name="form">Where its fields stand.</param>
    /// <param name="words">What is said; the requirement's own text if null.</param>
    public void Add(Requirement requirement, MarkedFields form, Message? words = null)
    {
        var concerned = requirement.Concerns(form.Entity).ToList();
        if (concerned.Any(key => invalid.Contains(key))) return;
        var message = words ?? Message.Of(requirement.Refusal);
        var shown = concerned.Select(form.PlaceOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var key in shown.Count > 0 ? shown : [Whole]) AddTo(key, message);
    }

    /// <summary>
    /// Adds values that are taken together at each of their fields, as one and the same message; at the whole form if it has none of them.
    /// </summary>
    public void Add(UniqueFields unique, MarkedFields? form)
    {
        var message = unique.Refusal is { } refusal ? Message.Of(refusal)
            : new Message("command.not_unique_together", LocalizedText.Joined(", ", [.. unique.Fields.Select(field => field.Title)]));
        var shown = unique.Fields.Select(field => form?.PlaceOf(field.Key)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var key in shown.Count > 0 ? shown : [Whole]) AddTo(key, message);
    }

    /// <summary>Whether the value given for a field was refused by itself.</summary>
    public bool Has(string field) => invalid.Contains(field);

    /// <summary>Adds the errors of a part, with a prefix for its place in the form.</summary>
    public void AddAll(string prefix, Refusals other)
    {
        foreach (var (field, messages) in other.byField)
            foreach (var message in messages)
                Add(field.Length == 0 ? prefix : $"{prefix}.{field}", message);
    }

    /// <summary>Adds what was refused elsewhere and is not among the errors yet.</summary>
    public void AddNew(Outcome.Invalid other)
    {
        foreach (var (field, messages) in other.Errors)
            foreach (var message in messages)
                if (byField.GetValueOrDefault(field)?.Contains(message) != true) AddTo(field, message);
    }

    public Outcome.Invalid ToOutcome() =>
        new(byField.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Message>)pair.Value, StringComparer.Ordinal));

    /// <summary>Aborts the command if there are errors.</summary>
    /// <exception cref="RefusedException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (Any) throw new RefusedException(ToOutcome());
    }
}

/// <summary>Aborts a command with an outcome other than done. The exception makes the transaction roll back.</summary>
internal sealed class RefusedException(Outcome outcome) : Exception
{
    public Outcome Outcome { get; } = outcome;
    /// <summary>Whether the messages name another record than the command's, which refused.</summary>
    public bool NamesOther { get; init; }

    public static RefusedException NotFound() => new(new Outcome.NotFound());
}
