using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Journal;

/// <summary>What somebody is called whose name the reader may not read: by his role, as events keep it.</summary>
internal static class ActorNames
{
    /// <summary>The title of the first role that still exists.</summary>
    public static string OfRoles(Actor reader, string roles) =>
        roles.Split(',').Select(key => reader.Solution.Roles.GetValueOrDefault(key)).OfType<Role>().FirstOrDefault()?.Definition.Title.In(reader.Language) ?? Texts.Say("journal.somebody", reader.Language);
}
