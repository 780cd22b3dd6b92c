using Kabinet.Engine.Commands;

namespace Kabinet.Engine.People;

/// <summary>What adding a person needs: the entry point of commands, the maker of people, the letters.</summary>
internal sealed record Admission(CommandDoor Door, NewPeople NewPeople, InvitationLetters Letters);
