using Kabinet.Engine.Model;

namespace Kabinet.Engine.Demo;

/// <summary>The states in which the record of a story may be after the steps so far.</summary>
internal sealed class DemoStates(Lifecycle lifecycle)
{
    private HashSet<string> possible = [lifecycle.Initial.Key];
    private readonly HashSet<string> passed = [lifecycle.Initial.Key];

    /// <summary>The possible states as text.</summary>
    public string Said => string.Join(", ", possible);

    /// <summary>Takes a transition. False if it starts in none of the possible states; the story then goes on as if it had.</summary>
    public bool Take(Transition transition)
    {
        var starts = possible.Overlaps(transition.From);
        if (starts) possible.IntersectWith(transition.From);
        possible = transition.Target switch
        {
            Target.To to => [to.State.Key],
            // Where no option holds, the record stays.
            Target.First first => [.. first.Options.Select(option => option.State.Key), .. possible],
            Target.Previous => [.. passed],
            _ => possible,
        };
        passed.UnionWith(possible);
        return starts;
    }
}
