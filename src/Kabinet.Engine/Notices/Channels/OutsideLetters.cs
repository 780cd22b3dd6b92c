using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices.Channels;

/// <summary>
/// Letters to addresses that a record holds, of people who have no account. They are written inside the command: such a letter has no
/// reader whose rights could change, and names only what a guest may fill in or read.
/// </summary>
internal sealed class OutsideLetters(MailBox mail, LetterWriting writing)
{
    private const long MostADay = 5;
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    public static bool Has(Notice notice) => notice.Receivers.Any(each => each.Receiver is Receiver.Outside);

    public async ValueTask Carry(CommandRun run, OutsideNotice told)
    {
        var comment = (await run.Transaction.Query(JournalStatements.ByIds([told.EventId]), row =>
            JournalStatements.Read(run.Plans.Dialect, row), run.Cancellation)).FirstOrDefault()?.Comment ?? "";
        foreach (var address in told.Addresses)
        {
            if (run.Actor.UserId is null && await HasEnough(run, address)) continue;
            await mail.Put(run.Transaction, await writing.Write(run.Transaction, run.Solution, Draft(run, told, address, comment),
                run.Cancellation), run.Cancellation);
        }
    }

    /// <summary>A guest can type anybody's address into a form; he must not fill a stranger's mailbox by it.</summary>
    private static async ValueTask<bool> HasEnough(CommandRun run, string address) =>
        await run.Transaction.Scalar(MailStatements.CountTo(address, run.Bindings.Now - OneDay), DataType.Whole, run.Cancellation)
            is >= MostADay;

    private static LetterDraft Draft(CommandRun run, OutsideNotice told, string address, string comment)
    {
        // Who fills in a form as a guest has chosen the language of the site; of an address alone no language is known.
        var language = run.Actor.UserId is null ? run.Actor.Language : run.Solution.Settings.Language;
        string Value(string path) => path == "comment" ? comment
            : told.Values.TryGetValue(path, out var value) ? value.Shown.GetValueOrDefault(language) ?? "" : "";
        var notice = told.Notice;
        var text = TextPlaces.Fill(NoticeText.Messages(notice)[0].In(language), Value);
        return new(LetterKinds.Of(notice), address, language, place => place switch
        {
            LetterPlaces.NoticeTitle => notice.Definition.Title.In(language),
            LetterPlaces.NoticeText => text,
            _ => Value(place),
        });
    }
}

/// <summary>A notice to addresses outside.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="Values">Values by path at the end of the step.</param>
/// <param name="Addresses">The addresses.</param>
/// <param name="EventId">Id of its event.</param>
internal sealed record OutsideNotice(
    Notice Notice, IReadOnlyDictionary<string, NoticeValue> Values, IReadOnlyList<string> Addresses, long EventId);
