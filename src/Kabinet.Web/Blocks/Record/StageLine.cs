using Kabinet.Engine.Model;

namespace Kabinet.Web.Blocks;

/// <summary>The thin line of the lifecycle: its stages in order, and the state that stands aside of them.</summary>
internal sealed record StageLine(IReadOnlyList<StageView> Stages, StageView? Aside)
{
    /// <param name="entity">The entity.</param>
    /// <param name="status">The present state.</param>
    /// <param name="reached">For a state aside: the last stage before it; null if that is not known.</param>
    /// <param name="language">Language of the reader.</param>
    /// <returns>Null if there is no line to draw: no lifecycle, no status to see, or a single stage.</returns>
    public static StageLine? Of(Entity entity, string? status, State? reached, string language)
    {
        if (entity.Lifecycle is not { } life || status is null || !life.States.TryGetValue(status, out var current)) return null;
        StageView[] stages = [.. life.States.Values.Where(state => !state.Definition.Aside)
            .Select(state => new StageView(state.Key, state.Definition.Title.In(language), state.Definition.Color,
                Place(state, current, reached)))];
        // One stage is no way: the badge says it.
        if (stages.Length < 2) return null;
        return new(stages, current.Definition.Aside
            ? new(current.Key, current.Definition.Title.In(language), current.Definition.Color, StagePlace.Current) : null);
    }

    // From a state aside the way so far is still gone: the stage that it was left at counts as passed.
    private static StagePlace Place(State state, State current, State? reached) =>
        current.Definition.Aside ? state.Index <= reached?.Index ? StagePlace.Passed : StagePlace.Ahead
            : state.Index == current.Index ? StagePlace.Current : state.Index < current.Index ? StagePlace.Passed : StagePlace.Ahead;
}

/// <summary>One stage.</summary>
internal sealed record StageView(string Key, string Title, string Color, StagePlace Place);

/// <summary>Where a stage stands to the present one.</summary>
internal enum StagePlace { Passed, Current, Ahead }
