using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>A kind of effect: the key that names it in a list of effects, what may be written beside it, how that is linked.</summary>
internal abstract class EffectKind
{
    /// <summary>The key that tells the kind: <c>set</c> of <c>{ set: { … } }</c>.</summary>
    public abstract string Key { get; }
    /// <summary>The record of what may be written.</summary>
    public abstract Type Definition { get; }

    /// <summary>The linked effect; null where what it depends on could not be made out or is told as a problem.</summary>
    public abstract Effect? Link(EffectDefinition definition, EffectLinking linking);
}

/// <summary>A kind of effect with its record.</summary>
internal abstract class EffectKind<TDefinition> : EffectKind where TDefinition : EffectDefinition
{
    public sealed override Type Definition => typeof(TDefinition);

    public sealed override Effect? Link(EffectDefinition definition, EffectLinking linking) => Link((TDefinition)definition, linking);

    protected abstract Effect? Link(TDefinition definition, EffectLinking linking);
}
