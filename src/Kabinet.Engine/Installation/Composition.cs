using Kabinet.Engine.Background;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Files;
using Kabinet.Engine.Files.Bytes;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Mail.Smtp;
using Kabinet.Engine.Model;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Notices.Channels;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.People;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine;

/// <summary>The composition root: the only place that knows all modules.</summary>
internal static class Composition
{
    public static async ValueTask<KabinetEngine> Open(EngineOptions options, CancellationToken cancellation)
    {
        var database = Databases.Open(options.Database);
        try
        {
            var changes = new ChangeFeed();
            var publications = new Publications(database, PublisherOf(options, database, changes), options.Kinds);
            // Reports problems of the folder before it creates a new database from it.
            if (Databases.EmbeddedFile(options.Database) is { } embedded && !File.Exists(embedded))
                publications.Publisher.Check(options.SolutionFolder);
            PrivateFiles.OwnFolder(options.DataFolder);
            PrivateFiles.OwnFolder(Path.Combine(options.DataFolder, "keys"));
            var engine = Assemble(options, database, changes, publications,
                await publications.Start(options.SolutionFolder, options.Author, cancellation));
            engine.News = NodeListener.Of(database, engine.Changes);
            return engine;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The revisions of an installation that this process does not serve; the caller disposes them.</summary>
    public static Publications OpenPublications(EngineOptions options)
    {
        var database = Databases.Open(options.Database);
        return new(database, PublisherOf(options, database, new()), options.Kinds, isOurs: true);
    }

    private static Publisher PublisherOf(EngineOptions options, Database database, ChangeFeed changes) =>
        new(database, options.Clock, changes, (options.Kinds, PlatformTables.All));

    private static KabinetEngine Assemble(EngineOptions options, Database database, ChangeFeed changes, Publications publications,
        Solution solution)
    {
        var (clock, current) = (options.Clock, new CurrentSolution(solution));
        var newPeople = new NewPeople(clock, options.Secrets.Hashing);
        var (added, writing) = (new WorkAdding(clock), new LetterWriting(options.Address));
        var mail = new MailBox(clock, added, sends: options.Mail is not null);
        var letters = new InvitationLetters(mail, writing);
        var fileRows = new FileRows(options.FilesPerRecord);
        var steps = new CommandSteps(new PersonAuthority(), new NoticeSending(new(mail, writing)), new Invitations(newPeople, letters),
            fileRows);
        var door = new CommandDoor(database, clock, changes, steps);
        var records = new Records(database, clock, options.Reading);
        var bell = new Bell(database, clock, records);
        var files = new RecordFiles(database, clock, door, new FileFolder(Path.Combine(options.DataFolder, "files")), fileRows);
        var journal = new JournalReader(database, clock, options.Events);
        var admission = new Admission(door, newPeople, letters) { Mail = mail, Writing = writing, Work = added };
        var people = new People.People(database, clock, options.Secrets, admission);
        IReadOnlyList<IBackgroundJob> jobs =
            [.. BackgroundJobs.Of(new(database, clock, current, new(database, clock), door, files)), .. options.Jobs];
        var receivers = new NoticeReceivers(current, people, bell);
        var deliveries = NoticeChannels.Of(mail, writing).Concat(options.Channels)
            .Select(channel => new NoticeDelivery(channel, receivers)).ToList();
        var rooms = new BackgroundRooms(database, clock, changes, added);
        var post = options.Mail is { } server ? new SmtpPost(server, clock) : null;
        List<IWork> works = [.. deliveries, new RecoveryAnswering(current, people.Recovery)];
        if (post is not null) works.Add(new LetterSending(rooms, current, receivers, post));
        var runs = new JobRuns(database, clock);
        var solutionWorks = new SolutionWorks(current, new(clock, runs, new(rooms, door, runs)));
        var worker = new BackgroundWorker(rooms, works, jobs, solutionWorks);
        return new()
        {
            Solution = current,
            Database = database,
            Clock = clock,
            Changes = changes,
            Publications = publications,
            SolutionFolder = options.SolutionFolder,
            Names = new(database, options.Kinds),
            Records = records,
            Commands = door,
            Journal = journal,
            Bell = bell,
            Files = files,
            Threads = new(database, clock, door, files, journal),
            People = people,
            Worker = worker,
            Post = post,
            LetterTemplates = new(records, door, writing),
            Letters = new(database, clock, mail, writing, options.Mail),
            Background = new(database, clock, worker, [.. deliveries.Select(delivery => delivery.Kind)], records),
        };
    }
}
