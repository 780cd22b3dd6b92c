using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>One effect at work: the record it starts from, the command it is a part of, and what its expressions are worth now.</summary>
/// <param name="transition">The transition whose effect it is.</param>
/// <param name="name">Tells its statements apart from those of the transition's other effects.</param>
internal sealed class EffectRun(TransitionRun transition, string name)
{
    /// <summary>The record.</summary>
    public RecordRow Row => transition.Row;
    /// <summary>The command: its transaction, journal and records.</summary>
    public CommandRun Command => transition.Command;
    /// <summary>Values of the actor, the moment and the inputs.</summary>
    public ActorBindings Bindings => transition.Bindings;

    /// <summary>What the expressions of fields are worth.</summary>
    public async ValueTask<IReadOnlyDictionary<Field, object?>> Values(IReadOnlyList<(Field Field, Expression Value)> wanted)
    {
        var values = await transition.Values(name, [.. wanted.Select(pair => (pair.Value, pair.Field.Type))]);
        return wanted.Select((pair, i) => (pair.Field, values[i])).ToDictionary();
    }

    /// <summary>A statement of this effect, compiled once.</summary>
    public T Plan<T>(string part, Func<T> compile) where T : class => Command.Plan(transition.Transition, $"{name} {part}", compile);

    /// <summary>Writes a made record into a field of this one, where one is named.</summary>
    public void Put(Field? field, long id)
    {
        if (field is not null) Row.Set(field, id);
    }
}
