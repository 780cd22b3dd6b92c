using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>One running effect: its record, its command and the current values of its expressions.</summary>
/// <param name="transition">The transition that the effect belongs to.</param>
/// <param name="name">Distinguishes its statements from those of the transition's other effects.</param>
internal sealed class EffectRun(TransitionRun transition, string name)
{
    /// <summary>The record.</summary>
    public RecordRow Row => transition.Row;
    /// <summary>The command: its transaction, journal and records.</summary>
    public CommandRun Command => transition.Command;
    /// <summary>Values of the actor, the moment and the inputs.</summary>
    public ActorBindings Bindings => transition.Bindings;

    /// <summary>Evaluates the expressions of fields.</summary>
    public async ValueTask<IReadOnlyDictionary<Field, object?>> Values(IReadOnlyList<(Field Field, Expression Value)> wanted)
    {
        var values = await transition.Values(name, [.. wanted.Select(pair => (pair.Value, pair.Field.Type))]);
        return wanted.Select((pair, i) => (pair.Field, values[i])).ToDictionary();
    }

    /// <summary>Evaluates one expression over the record.</summary>
    public async ValueTask<object?> Value(string part, Expression wanted, DataType type) =>
        (await transition.Values($"{name} {part}", [(wanted, type)]))[0];

    /// <summary>A plan of this effect, compiled once.</summary>
    public T Plan<T>(string part, Func<T> compile) where T : class => Command.Plan(transition.Transition, $"{name} {part}", compile);

    /// <summary>Writes the id of a created record into a field of this record; does nothing when the field is null.</summary>
    public void Put(Field? field, long id)
    {
        if (field is not null) Row.Set(field, id);
    }
}
