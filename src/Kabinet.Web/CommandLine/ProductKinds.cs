using Kabinet.Engine;
using Kabinet.Engine.Solutions;
using Kabinet.Web.Request;

namespace Kabinet.Web.CommandLine;

/// <summary>What the definitions of this program may use: the platform's kinds, and no address that the product itself answers.</summary>
internal static class ProductKinds
{
    public static Kinds All { get; } = PlatformKinds.All.Keeping(Addresses.FirstWords);
}
