using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>Sets fields of this record.</summary>
public sealed record SetEffectDefinition : EffectDefinition
{
    /// <summary>Fields of this record and their expressions.</summary>
    public required IReadOnlyDictionary<string, string> Set { get; init; }
}

/// <summary>A linked <c>set</c>.</summary>
internal sealed record SetEffect(Expression? When, IReadOnlyList<(Field Field, Expression Value)> Values) : TransitionEffect(When)
{
    public override bool MayChange(Dependencies needs) => Sets.Any(needs.Fields.Contains);
    public override IEnumerable<Field> Sets => Values.Select(pair => pair.Field);

    public override async ValueTask Do(EffectRun run)
    {
        foreach (var (field, value) in await run.Values(Values)) run.Row.Set(field, value);
    }
}

/// <summary><c>- set: …</c>.</summary>
internal sealed class SetEffectKind : EffectKind<SetEffectDefinition>
{
    public override string Key => "set";

    protected override SetEffect Link(SetEffectDefinition effect, EffectLinking linking) =>
        new(linking.When(effect), linking.Values(effect, "set", effect.Set, linking.Entity));
}
