using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Razor.Hosting;

namespace Kabinet.Web.Views;

/// <summary>All views by their path, <c>/People/SignIn.cshtml</c>, as the Razor compiler left them in the assembly.</summary>
internal static class ViewCatalogue
{
    private static readonly FrozenDictionary<string, ConstructorInvoker> Makers =
        typeof(View).Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
        .Where(item => item.Type.IsSubclassOf(typeof(View)))
        .ToFrozenDictionary(item => item.Identifier, item =>
            ConstructorInvoker.Create(item.Type.GetConstructor(Type.EmptyTypes)!), StringComparer.Ordinal);

    /// <summary>A view, to be drawn once.</summary>
    /// <exception cref="ArgumentException">There is no such view.</exception>
    public static View Make(string path) =>
        Makers.TryGetValue(path, out var maker) ? (View)maker.Invoke()
            : throw new ArgumentException($"There is no view {path}", nameof(path));
}
