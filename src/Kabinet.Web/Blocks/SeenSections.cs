using Kabinet.Engine.Access;
using Kabinet.Engine.Blocks;

namespace Kabinet.Web.Blocks;

/// <summary>Sections by their readers.</summary>
internal static class SeenSections
{
    /// <summary>Those of some sections that an actor sees.</summary>
    public static IEnumerable<Section> SeenBy(this IEnumerable<Section> sections, Actor actor) =>
        sections.Where(section => actor.IsAmong(section.Roles));
}
