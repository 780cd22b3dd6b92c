namespace Kabinet.Engine.Definitions.Linking;

/// <summary>Who sees the events of a lifecycle's transitions in the history: the audience of the lifecycle, where a transition has none of its own.</summary>
internal sealed class AudienceLinking
{
    /// <summary>Stands alone in an audience for everyone who sees the record.</summary>
    public const string Everyone = "everyone";

    private readonly Draft draft;
    private readonly IReadOnlySet<string>? shared;

    public AudienceLinking(Draft draft, LifecycleDefinition lifecycle)
    {
        this.draft = draft;
        shared = Of(lifecycle.Audience, lifecycle);
    }

    /// <summary>Keys of the roles that see the event; null for everyone who sees the record.</summary>
    public IReadOnlySet<string>? Of(TransitionDefinition transition) => transition.Audience is null ? shared : Of(transition.Audience, transition);

    private IReadOnlySet<string>? Of(IReadOnlyList<string>? keys, Definition definition)
    {
        if (keys?.Contains(Everyone) != true) return draft.RolesOf(keys, definition, "audience");
        if (keys.Count > 1) draft.Refuse(definition.PlaceOf("audience", Everyone), new("problem.audience.everyone", Everyone), Spelling.Meant($"audience: {Everyone}"));
        return null;
    }
}
