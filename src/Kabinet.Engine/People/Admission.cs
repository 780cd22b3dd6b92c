using Kabinet.Engine.Commands;

namespace Kabinet.Engine.People;

/// <summary>What a person is let in with: the door of commands, the maker of people, the letters.</summary>
internal sealed record Admission(CommandDoor Door, NewPeople NewPeople, InvitationLetters Letters);
