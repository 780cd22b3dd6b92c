using Kabinet.Engine.Commands;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Outbox;

namespace Kabinet.Engine.People;

/// <summary>What adding people and letting them in needs: the entry point of commands, the maker of people, letters and work.</summary>
internal sealed record Admission(CommandDoor Door, NewPeople NewPeople, InvitationLetters Letters)
{
    public required MailBox Mail { get; init; }
    public required LetterWriting Writing { get; init; }
    public required WorkAdding Work { get; init; }
}
