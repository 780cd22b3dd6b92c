using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links the schedules of jobs. An error names the word that is wrong.</summary>
internal sealed class ScheduleLinking(Draft draft)
{
    /// <summary>The schedule; null if it is wrong, which is reported, or unparsed.</summary>
    public Schedule? Of(JobDefinition definition)
    {
        if (definition.Schedule is not { } text) return null;
        var at = definition.PlaceOf("schedule");
        if (Schedule.Read(text, draft.Zone) is not { } schedule) Refuse(text, at);
        else if (schedule.NextAfter(DateTime.UnixEpoch) is null) draft.Refuse(at, new("problem.job.never", text));
        else return schedule;
        return null;
    }

    private void Refuse(string text, Location at)
    {
        var words = Schedule.WordsOf(text);
        Message reason = words.Length != Schedule.Parts.Count ? new("problem.job.words", text, words.Length)
            : Schedule.WrongPart(words) is { } part
                ? new("problem.job.word", text, words[part], Texts.Catalogue[$"schedule.{Schedule.Parts[part]}"])
                : new("problem.job.schedule", text);
        draft.Refuse(at, reason, new("problem.hint.schedule"));
    }
}
