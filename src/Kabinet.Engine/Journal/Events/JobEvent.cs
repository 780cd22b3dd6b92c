using Kabinet.Engine.Model;

namespace Kabinet.Engine.Journal.Events;

/// <summary>A job has dealt with the record: told of it or changed it.</summary>
internal sealed class JobEvent : EventKind
{
    public override string Key => "Job";

    internal override string? Named(string? subject, Solution solution, string language) =>
        subject is not null && solution.Jobs.TryGetValue(subject, out var job) ? job.Definition.Title.In(language) : subject;

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.job", telling.Told.Subject ?? "");
}
