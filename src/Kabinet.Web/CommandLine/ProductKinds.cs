using Kabinet.Engine;
using Kabinet.Engine.Solutions;
using Kabinet.Web.Request;
using Kabinet.Web.Views;

namespace Kabinet.Web.CommandLine;

/// <summary>
/// What the definitions of this program may use: the platform's kinds, the icons that it draws, and no address of the product itself.
/// </summary>
internal static class ProductKinds
{
    public static Kinds All { get; } = PlatformKinds.All.Keeping(Addresses.FirstWords, Icons.Names);
}
