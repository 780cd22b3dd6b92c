using Kabinet.Engine.Commands;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>Letters with one-time passwords, put in the transaction that creates the person.</summary>
internal sealed class InvitationLetters(MailBox mail, LetterWriting writing)
{
    public async ValueTask Put(CommandRun run, string email, string name, OneTimePassword given)
    {
        var language = run.Solution.Settings.Language;
        var draft = LetterDraft.Of(run.Solution, LetterKinds.Invitation, (email, language),
            ("name", name), ("login", given.Login), ("password", given.Password),
            ("days", Texts.Say("people.days", language, Passwords.OneTimeDays)));
        var letter = await writing.Write(run.Transaction, run.Solution, draft with { User = given.User }, run.Cancellation);
        await mail.Put(run.Transaction, letter with { TellsPassword = true }, run.Cancellation);
    }
}
