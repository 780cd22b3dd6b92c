using System.Reflection;
using System.Text.RegularExpressions;
using NetArchTest.Rules;

namespace Kabinet.Architecture.Tests;

/// <summary>A staircase of rooms: a room uses only those below it. The order is that of the tables in docs/map.md.</summary>
/// <param name="Assembly">Whose rooms.</param>
/// <param name="Prefix">Namespace and folder of its rooms.</param>
/// <param name="Steps">From the top; rooms of one step may use each other.</param>
internal sealed partial record Stairs(Assembly Assembly, string Prefix, IReadOnlyList<IReadOnlyList<string>> Steps)
{
    private const string RootRoom = "Installation";

    /// <summary>The staircase of an assembly as docs/map.md draws it.</summary>
    /// <param name="assembly">Whose rooms.</param>
    /// <param name="prefix">Namespace and folder of its rooms.</param>
    /// <param name="landing">Rooms that stand on one step.</param>
    public static Stairs Of(Assembly assembly, string prefix, params string[] landing)
    {
        var map = File.ReadAllText(Path.Combine(Sources.Root, "docs/map.md"));
        var rooms = Row().Matches(map).Where(row => row.Groups["project"].Value == prefix)
            .Select(row => row.Groups["room"].Value).Where(room => room != "Core").ToList();
        var steps = rooms.Except(landing).Select(room => (IReadOnlyList<string>)[room]).ToList();
        if (landing.Length > 0) steps.Insert(rooms.IndexOf(landing[0]), landing);
        return new(assembly, prefix, steps);
    }

    /// <summary>Rooms that the code has and the order does not name.</summary>
    public IEnumerable<string> Unnamed() => Types.InAssembly(Assembly).GetTypes().Select(type => RoomOf(type.FullName))
        .OfType<string>().Distinct().Except(Steps.SelectMany(step => step));

    /// <summary>Every use of a room above, as "type uses room".</summary>
    public IEnumerable<string> UpwardUses() => Steps.SelectMany((step, place) => step.SelectMany(room => UpwardUses(room, place)));

    private IEnumerable<string> UpwardUses(string room, int place)
    {
        var above = Steps.Take(place).SelectMany(step => step).ToList();
        if (above.Count == 0) return [];
        var inside = Types.InAssembly(Assembly).That().MeetCustomRule(type => RoomOf(type.FullName) == room);
        var rule = inside.ShouldNot().HaveDependencyOnAny([.. above.SelectMany(Names)]).GetResult();
        return rule.FailingTypes.Select(type => $"{type.FullName} ({room}) uses a room above it: {type.Explanation}");
    }

    // The types of the root's room have no namespace of their own, so each is named; of any other room its namespace.
    private IEnumerable<string> Names(string room) => room == RootRoom
        ? Types.InAssembly(Assembly).GetTypes().Where(type => RoomOf(type.FullName) == RootRoom).Select(type => type.FullName)
        : [$"{Prefix}.{room}"];

    private string? RoomOf(string type)
    {
        if (type.StartsWith("AspNetCoreGenerated", StringComparison.Ordinal))
            return type.Split('.')[^1].Split('_')[0] is { Length: > 0 } room ? room : null;
        if (!type.StartsWith(Prefix + ".", StringComparison.Ordinal)) return null;
        var names = type[(Prefix.Length + 1)..].Split('.');
        return names.Length > 1 ? names[0] : Has(RootRoom) ? RootRoom : null;
    }

    private bool Has(string room) => Steps.Any(step => step.Contains(room));

    [GeneratedRegex(@"^\| `src/(?<project>Kabinet\.\w+)/(?<room>\w+)` \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
