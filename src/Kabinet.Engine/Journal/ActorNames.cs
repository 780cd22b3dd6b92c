using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Journal;

/// <summary>Replaces the names of users that the reader may not see with the title of their role, which events store.</summary>
internal static class ActorNames
{
    /// <summary>The name of whoever did something.</summary>
    /// <param name="reader">Who reads; he sees his own name.</param>
    /// <param name="by">Whoever did it; null for the platform.</param>
    /// <param name="roles">The roles that he did it in.</param>
    /// <param name="names">The names of users as the reader may see them.</param>
    public static string Of(Actor reader, long? by, string roles, IReadOnlyDictionary<long, string?> names) =>
        by is null ? OfRoles(reader, roles) : by == reader.UserId ? reader.Name
            : names.GetValueOrDefault(by.Value) ?? OfRoles(reader, roles);

    /// <summary>The title of the first role that still exists; a general word if none does.</summary>
    public static string OfRoles(Actor reader, string roles) =>
        roles.Split(',').Select(key => reader.Solution.Roles.GetValueOrDefault(key)).OfType<Role>()
            .FirstOrDefault()?.Definition.Title.In(reader.Language) ?? Texts.Say("journal.somebody", reader.Language);
}
