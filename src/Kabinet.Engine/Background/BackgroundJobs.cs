using Kabinet.Engine.Background.Jobs;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Files;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background;

/// <summary>Registry of jobs, in alphabetical order of their keys.</summary>
internal static class BackgroundJobs
{
    public static IReadOnlyList<IBackgroundJob> Of(JobRooms rooms) =>
    [
        new EndOldSessions(rooms.Pruning),
        new EraseLetterPasswords(rooms.Pruning, rooms.Solution),
        new ForgetAttempts(rooms.Pruning),
        new ForgetCommands(rooms.Commands),
        new ForgetDeliveries(rooms.Database, rooms.Clock),
        new ForgetLetters(rooms.Pruning),
        new ForgetRuns(new(rooms.Database, rooms.Clock), rooms.Clock),
        new RecoverFiles(rooms.Files),
    ];
}

/// <summary>What jobs depend on.</summary>
internal sealed record JobRooms(
    Database Database, TimeProvider Clock, CurrentSolution Solution, PeoplePruning Pruning, CommandDoor Commands, RecordFiles Files);
