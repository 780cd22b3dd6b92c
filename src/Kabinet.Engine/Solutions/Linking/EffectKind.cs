using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>A kind of effect: its key, its definition, how it is linked.</summary>
internal abstract class EffectKind
{
    /// <summary>The key that selects the kind: <c>set</c> in <c>{ set: { … } }</c>.</summary>
    public abstract string Key { get; }
    /// <summary>Type of its definition.</summary>
    public abstract Type Definition { get; }

    /// <summary>Links an effect. Null if something it depends on is unparsed or has been reported as a problem.</summary>
    public abstract Effect? Link(EffectDefinition definition, EffectLinking linking);
}

/// <summary>A kind of effect with its definition type.</summary>
internal abstract class EffectKind<TDefinition> : EffectKind where TDefinition : EffectDefinition
{
    public sealed override Type Definition => typeof(TDefinition);

    public sealed override Effect? Link(EffectDefinition definition, EffectLinking linking) => Link((TDefinition)definition, linking);

    protected abstract Effect? Link(TDefinition definition, EffectLinking linking);
}
