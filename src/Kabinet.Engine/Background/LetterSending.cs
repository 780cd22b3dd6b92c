using Kabinet.Engine.Mail;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Background;

/// <summary>
/// Sends one letter. A letter that was sent or refused meanwhile is left alone; one about a record that its receiver may no longer see
/// does not leave.
/// </summary>
internal sealed class LetterSending(BackgroundRooms rooms, CurrentSolution current, NoticeReceivers receivers, ILetterPost post) : IWork
{
    /// <summary>Attempts before a letter is given up, about three days after the first.</summary>
    private const int MostAttempts = 80;

    public string Kind => MailBox.Work;

    public bool IsSlow => true;

    public TimeSpan? PauseAfter(int attempts) => attempts < MostAttempts ? BackOff.After(attempts) : null;

    public async ValueTask<WorkEnd> Do(WorkItem item, CancellationToken cancellation)
    {
        var found = await rooms.Database.Read(connection =>
            connection.All(rooms.Database.Dialect, MailStatements.Find(item.Subject), Read, cancellation), cancellation);
        if (found.Count == 0) return new WorkEnd.Done();
        if (found[0].Notice is { } notice && await receivers.Find(notice, cancellation) is null) return Ended(Withdrawn(item.Subject));
        return await post.Send(found[0], cancellation) switch
        {
            PostAnswer.Sent sent => Ended(MailStatements.Sent(item.Subject, rooms.Clock.GetUtcNow().UtcDateTime, sent.Words)),
            PostAnswer.Refused refused => Ended(MailStatements.Refused(item.Subject, refused.Words)),
            PostAnswer.Away away => new WorkEnd.Later(away.For),
            var other => throw new InvalidOperationException($"Unknown answer {other.GetType().Name}"),
        };
    }

    private Statement Withdrawn(long letter) =>
        MailStatements.Refused(letter, Texts.Say("letters.withdrawn", current.Value.Settings.Language));

    private OutgoingLetter Read(Row row)
    {
        var (solution, subject) = (current.Value, row.Text(3));
        var language = row.TextOrNull(6) ?? solution.Settings.Language;
        return new(row.Id(0), row.Moment(1), row.Text(2), subject, row.Text(4))
        {
            Html = row.TextOrNull(5) is { } html ? LetterFrame.Html(solution, language, subject, html) : null,
            Notice = row.Whole(7),
            Sender = solution.Settings.Title.In(language),
        };
    }

    private static WorkEnd.Done Ended(Statement statement) =>
        new(async transaction => await transaction.Execute(statement, CancellationToken.None));
}
