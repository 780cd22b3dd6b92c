using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>How a record came to its present state: the words it came with, and the stage it was at before a state aside.</summary>
/// <param name="Word">What was asked or given as the reason; null where nothing was said or it is not for the reader.</param>
/// <param name="Reached">The last stage on the main path; null where that is not known.</param>
internal sealed record LastMove(CalloutView? Word, State? Reached)
{
    private const int MostMoves = 12;

    /// <summary>Asks the history only for states that something is said of.</summary>
    public static async ValueTask<LastMove> Read(RequestContext here, Record record)
    {
        var entity = record.Shape.Entity;
        if (entity.Lifecycle is not { } life || record[SystemFields.Status] is not string status
            || !life.States.TryGetValue(status, out var state)) return new(null, null);
        var before = record.PreviousStatus is { } previous ? life.States.GetValueOrDefault(previous) : null;
        var isLost = state.Definition.Aside && before is null or { Definition.Aside: true };
        if (!isLost && !life.Transitions.Values.Any(transition => Says(transition, state))) return new(null, OnPath(before));
        var moves = await here.Engine.Journal.Moves(here.Actor, entity, record.Id, MostMoves, here.Cancellation);
        var stages = moves.Select(move => move.From is { } from ? life.States.GetValueOrDefault(from) : null);
        return new(WordOf(here, life, moves, status), OnPath(before) ?? stages.Select(OnPath).FirstOrDefault(stage => stage is not null));
    }

    private static State? OnPath(State? state) => state is { Definition.Aside: false } ? state : null;

    private static bool Says(Transition transition, State state) => transition.Comment is not null && transition.Target switch
    {
        Target.To to => to.State == state,
        Target.First first => first.Options.Any(option => option.State == state),
        _ => false,
    };

    /// <summary>A step that moved the record, or asked for words without moving it.</summary>
    public static bool Speaks(Lifecycle? life, JournalEvent told) => told.Kind == EventKind.Transition
        && (told.To != told.From
            || told.Comment is not null && life?.Transitions.GetValueOrDefault(told.Transition ?? "") is { Comment: not null });

    private static CalloutView? WordOf(RequestContext here, Lifecycle life, IReadOnlyList<JournalEvent> moves, string status)
    {
        if (moves.FirstOrDefault(move => Speaks(life, move)) is not { Comment: { Length: > 0 } words } last || last.To != status)
            return null;
        var transition = life.Transitions.GetValueOrDefault(last.Transition ?? "");
        var title = transition?.Comment?.Title ?? transition?.Definition.Title;
        return new(title is null ? here.Say("dialog.comment") : here.Say(title), words, last.Actor, Moment.Of(here, last.At));
    }
}

/// <summary>Words that matter now: what they are, who said them and when.</summary>
internal sealed record CalloutView(string Title, string Words, string Who, Moment At);
