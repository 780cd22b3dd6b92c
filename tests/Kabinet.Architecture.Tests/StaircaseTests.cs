using System.Reflection;
using Kabinet.Engine;

namespace Kabinet.Architecture.Tests;

public sealed class StaircaseTests
{
    private static readonly Stairs Engine = Stairs.Of(typeof(KabinetEngine).Assembly, "Kabinet.Engine", "Model", "Expressions", "Fields");
    private static readonly Stairs Web = Stairs.Of(Assembly.Load("kabinet"), "Kabinet.Web");

    [Fact]
    public void A_room_of_the_engine_uses_only_rooms_below_it() => Engine.UpwardUses().ShouldBeEmpty();

    [Fact]
    public void A_room_of_the_web_uses_only_rooms_below_it() => Web.UpwardUses().ShouldBeEmpty();

    [Fact]
    public void The_map_names_every_room()
    {
        Engine.Unnamed().ShouldBeEmpty();
        Web.Unnamed().ShouldBeEmpty();
        Engine.Steps.Count.ShouldBeGreaterThan(15);
        Web.Steps.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Stairs_turned_upside_down_are_refused()
    {
        (Engine with { Steps = [.. Engine.Steps.Reverse()] }).UpwardUses().Count().ShouldBeGreaterThan(100);
        (Web with { Steps = [.. Web.Steps.Reverse()] }).UpwardUses().Count().ShouldBeGreaterThan(100);
    }

    [Theory, InlineData("Commands", "People"), InlineData("Storage", "Journal"), InlineData("Reading", "Commands")]
    public void A_room_put_above_one_that_uses_it_is_refused(string lower, string higher)
    {
        var without = Engine.Steps.Where(step => !step.Contains(lower)).ToList();
        without.Insert(without.FindIndex(step => step.Contains(higher)), [lower]);

        (Engine with { Steps = without }).UpwardUses().ShouldNotBeEmpty();
    }

    [Fact]
    public void The_engine_knows_nothing_of_http() =>
        typeof(KabinetEngine).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => name.Contains("AspNetCore", StringComparison.Ordinal) || name == "kabinet").ShouldBeEmpty();
}
