using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links audiences. A transition without an audience has that of its lifecycle.</summary>
internal sealed class AudienceLinking
{
    /// <summary>The only entry of an audience that includes everyone who may read the record.</summary>
    public const string Everyone = "everyone";

    private readonly Draft draft;
    private readonly IReadOnlySet<string>? shared;

    public AudienceLinking(Draft draft, LifecycleDefinition lifecycle)
    {
        this.draft = draft;
        shared = Of(lifecycle.Audience, lifecycle);
    }

    /// <summary>Keys of the roles that see the event; null for everyone who may read the record.</summary>
    public IReadOnlySet<string>? Of(TransitionDefinition transition) =>
        transition.Audience is null ? shared : Of(transition.Audience, transition);

    private IReadOnlySet<string>? Of(IReadOnlyList<string>? keys, Definition definition) => Of(draft, keys, definition);

    /// <summary>The roles of the key <c>audience</c> of a definition; null for everyone who may read the record.</summary>
    public static IReadOnlySet<string>? Of(Draft draft, IReadOnlyList<string>? keys, Definition definition)
    {
        if (keys?.Contains(Everyone) != true) return draft.RolesOf(keys, definition, "audience");
        var at = definition.PlaceOf("audience", Everyone);
        if (keys.Count > 1) draft.Refuse(at, new("problem.audience.everyone", Everyone), Spelling.Meant($"audience: {Everyone}"));
        return null;
    }
}
