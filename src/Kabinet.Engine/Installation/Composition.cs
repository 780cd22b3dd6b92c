using Kabinet.Engine.Background;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Files;
using Kabinet.Engine.Model;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Notices.Channels;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.People;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine;

/// <summary>How the rooms are put together: the only place that knows all of them.</summary>
internal static class Composition
{
    public static async ValueTask<KabinetEngine> Open(EngineOptions options, CancellationToken cancellation)
    {
        var database = Databases.Open(options.Database);
        try
        {
            var changes = new ChangeFeed();
            var publications = new Publications(database, options.Clock, changes, options.Kinds);
            // Problems of the folder that seeds a new database are told before there is one.
            if (Databases.EmbeddedFile(options.Database) is { } embedded && !File.Exists(embedded))
                publications.Publisher.Check(options.SolutionFolder);
            Directory.CreateDirectory(options.DataFolder);
            var engine = Assemble(options, database, changes, publications, await publications.Start(options.SolutionFolder, options.Author, cancellation));
            engine.News = NodeListener.Of(database, engine.Changes);
            return engine;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static KabinetEngine Assemble(EngineOptions options, Database database, ChangeFeed changes, Publications publications,
        Solution solution)
    {
        var (clock, current) = (options.Clock, new CurrentSolution(solution));
        var newPeople = new NewPeople(clock, options.Secrets.Hashing);
        var mail = new MailLog(clock);
        var letters = new InvitationLetters(mail, options.Address);
        var door = new CommandDoor(database, clock, changes, new Invitations(newPeople, letters));
        var records = new Records(database, clock);
        var bell = new Bell(database, clock, records);
        var files = new RecordFiles(database, clock, door, new FileFolder(Path.Combine(options.DataFolder, "files")));
        var people = new People.People(database, clock, options.Secrets, new(door, newPeople, letters));
        var jobs = BackgroundJobs.Of(new(database, clock, current, new(database, clock), door, files));
        var deliveries = NoticeChannels.Of(mail, options.Address).Select(channel => new NoticeDelivery(channel, current, people, bell));
        var worker = new BackgroundWorker(database, clock, changes, [.. deliveries], jobs);
        return new()
        {
            Solution = current,
            Database = database,
            Clock = clock,
            Changes = changes,
            Publications = publications,
            SolutionFolder = options.SolutionFolder,
            Records = records,
            Commands = door,
            Journal = new(database, clock),
            Bell = bell,
            Files = files,
            People = people,
            Worker = worker,
            Background = new(database, clock, worker, jobs),
        };
    }
}
