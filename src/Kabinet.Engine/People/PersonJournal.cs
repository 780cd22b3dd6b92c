using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.People;

/// <summary>Journals what happened to an account without a change of a field.</summary>
internal static class PersonJournal
{
    /// <param name="run">The command.</param>
    /// <param name="user">The person.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="subject">Name of what it happened to; null for none.</param>
    public static async ValueTask<Outcome.Done> Write(CommandRun run, long user, EventKind kind, string? subject = null)
    {
        await run.Journal(await run.Authorise(new(run.Solution.Entities[CoreEntities.User], user, kind, 0) { Subject = subject }));
        return new(user, 0, null);
    }
}
