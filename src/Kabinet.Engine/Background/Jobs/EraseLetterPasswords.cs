using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Background.Jobs;

/// <summary>
/// Erases the text of letters whose one-time password has expired: people reuse patterns of passwords, and a copy of the database
/// should not reveal them.
/// </summary>
internal sealed class EraseLetterPasswords(PeoplePruning pruning, CurrentSolution current) : IBackgroundJob
{
    public string Name => "erase_passwords";
    public TimeSpan Every => TimeSpan.FromDays(1);

    public ValueTask Run(CancellationToken cancellation) =>
        pruning.EraseLetterPasswords(Texts.Say("people.mail_erased", current.Value.Settings.Language), cancellation);
}
