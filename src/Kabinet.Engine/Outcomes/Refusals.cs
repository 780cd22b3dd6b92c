using Kabinet.Engine.Words;

namespace Kabinet.Engine.Outcomes;

/// <summary>Collects all validation errors of one command, so that they are reported together.</summary>
internal sealed class Refusals
{
    /// <summary>The key of errors that concern the whole form.</summary>
    public const string Whole = "";
    private readonly Dictionary<string, List<Message>> byField = new(StringComparer.Ordinal);

    public bool Any => byField.Count > 0;

    public void Add(string field, Message message)
    {
        if (!byField.TryGetValue(field, out var messages)) byField.Add(field, messages = []);
        messages.Add(message);
    }

    public void Add(LocalizedText refusal) => Add(Whole, Message.Of(refusal));

    /// <summary>Adds the errors of a part, with a prefix for its place in the form.</summary>
    public void AddAll(string prefix, Refusals other)
    {
        foreach (var (field, messages) in other.byField)
            foreach (var message in messages)
                Add(field.Length == 0 ? prefix : $"{prefix}.{field}", message);
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

    public static RefusedException NotFound() => new(new Outcome.NotFound());
}
