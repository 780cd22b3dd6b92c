using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Journal;

/// <summary>Replaces the names of users that the reader may not see with the title of their role, which events store.</summary>
internal static class ActorNames
{
    /// <summary>The title of the first role that still exists; a general word if none does.</summary>
    public static string OfRoles(Actor reader, string roles) =>
        roles.Split(',').Select(key => reader.Solution.Roles.GetValueOrDefault(key)).OfType<Role>()
            .FirstOrDefault()?.Definition.Title.In(reader.Language) ?? Texts.Say("journal.somebody", reader.Language);
}
