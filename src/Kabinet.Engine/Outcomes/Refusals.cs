using Kabinet.Engine.Words;

namespace Kabinet.Engine.Outcomes;

/// <summary>Refused values of one command, all of them before anybody is told.</summary>
internal sealed class Refusals
{
    /// <summary>The key of what concerns the whole.</summary>
    public const string Whole = "";
    private readonly Dictionary<string, List<Message>> byField = new(StringComparer.Ordinal);

    public bool Any => byField.Count > 0;

    public void Add(string field, Message message)
    {
        if (!byField.TryGetValue(field, out var messages)) byField.Add(field, messages = []);
        messages.Add(message);
    }

    public void Add(LocalizedText refusal) => Add(Whole, Message.Of(refusal));

    /// <summary>Takes over the refusals of a part under its place in the form.</summary>
    public void AddAll(string prefix, Refusals other)
    {
        foreach (var (field, messages) in other.byField)
            foreach (var message in messages)
                Add(field.Length == 0 ? prefix : $"{prefix}.{field}", message);
    }

    public Outcome.Invalid ToOutcome() => new(byField.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Message>)pair.Value, StringComparer.Ordinal));

    /// <summary>Ends the command where something was refused.</summary>
    /// <exception cref="RefusedException">Something was.</exception>
    public void ThrowIfAny()
    {
        if (Any) throw new RefusedException(ToOutcome());
    }
}

/// <summary>Ends a command with an outcome other than done: leaving the transaction by an exception is what rolls it back.</summary>
internal sealed class RefusedException(Outcome outcome) : Exception
{
    public Outcome Outcome { get; } = outcome;

    public static RefusedException NotFound() => new(new Outcome.NotFound());
}
