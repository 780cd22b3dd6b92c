using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>The two columns by which a file tells its record.</summary>
internal static class FileOwner
{
    public const string Entity = "entity";
    public const string Record = "record";
}
