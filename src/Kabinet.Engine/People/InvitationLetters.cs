using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>Letters with one-time passwords, stored in the transaction that creates the person.</summary>
internal sealed class InvitationLetters(MailLog mail, Uri? address)
{
    public ValueTask Put(CommandRun run, string email, string name, OneTimePassword given) =>
        mail.Put(run.Transaction, Letter(run.Solution, email, name, given), run.Cancellation);

    private Letter Letter(Solution solution, string email, string name, OneTimePassword given)
    {
        var (language, title) = (solution.Settings.Language, solution.Settings.Title);
        var body = Texts.Say("people.mail_invitation", language, name, title, address?.AbsoluteUri ?? "", given.Login, given.Password,
            Passwords.OneTimeLife.Days);
        return new(email, Texts.Say("people.mail_invitation_subject", language, title), body) { User = given.User, TellsPassword = true };
    }
}
