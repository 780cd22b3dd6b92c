using Kabinet.Engine;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Tests;

/// <summary>What an installation needs to bring its tables up to a solution.</summary>
internal static class NeededSchema
{
    public static SchemaPlan Plan(Schema existing, Solution solution) =>
        SchemaPlan.Between(existing, Schema.Of(solution, PlatformTables.All), Renames.Of(solution));
}
