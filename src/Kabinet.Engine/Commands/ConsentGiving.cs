using Kabinet.Engine.Access;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Consents that the actor gives with a new record, whatever door the command comes through: what a form of his demands, the API demands.
/// The moment is ours to say; he only says that he agrees.
/// </summary>
internal sealed class ConsentGiving
{
    private readonly CommandRun run;
    private readonly Field[] demanded;

    private ConsentGiving(CommandRun run, Field[] demanded) => (this.run, this.demanded) = (run, demanded);

    public static ConsentGiving Of(CommandRun run, Entity entity) => new(run,
        [.. entity.Consents.Where(consent => run.Actor.IsAmong(consent.Roles) && run.Actor.To(entity).Givable.Contains(consent.Field))
            .Select(consent => consent.Field).Distinct()]);

    /// <summary>The inputs without the consents, which are no values of the record.</summary>
    public IReadOnlyDictionary<string, object?> Without(IReadOnlyDictionary<string, object?> given) =>
        demanded.Length == 0 ? given : given.Where(value => !demanded.Any(field => field.Key == value.Key))
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>Stores the moment of each consent that is given, and refuses the others.</summary>
    public void Judge(IReadOnlyDictionary<string, object?> given, Dictionary<Field, object?> values, Refusals refusals)
    {
        foreach (var field in demanded)
            if (IsGiven(field, given.GetValueOrDefault(field.Key))) values[field] = run.Bindings.Now;
            else refusals.Add(field.Key, new("form.consent"));
    }

    // A program may send the moment instead of a yes.
    private bool IsGiven(Field field, object? input) => input is true or "true"
        || field.Kind.Accept(field, input, run.Typing(present: null), out var moment) is null && moment is not null;
}
