using Kabinet.Engine.Scenarios;
using Kabinet.Engine.Words;

namespace Kabinet.Web.Scenarios;

/// <summary>The step at which a scenario does not hold.</summary>
/// <param name="Step">The step.</param>
/// <param name="Reasons">Everything that is not as it must be.</param>
/// <param name="Answer">What the server answered; empty where nothing was asked.</param>
internal sealed record ScenarioFailure(ScenarioStepDefinition Step, IReadOnlyList<Message> Reasons, string Answer)
{
    private const int Longest = 2_000;

    /// <summary>The failure as lines: the step by file, line, person and action, then a line for each reason, then the answer.</summary>
    public IEnumerable<string> Say(string language)
    {
        var action = string.Join(", ", Step.Actions.Select(action => $"{action.Key}: {action.Value}"));
        var place = $"{Step.At}: {Step.As}, {action}{(Step.Of is null ? "" : $", of: {Step.Of}")}";
        foreach (var reason in Reasons) yield return $"{place} – {Texts.Say(reason, language)}";
        if (Answer.Length > 0) yield return Texts.Say("scenario.answer", language, Answer[..Math.Min(Answer.Length, Longest)]);
    }
}

/// <summary>A step cannot be played: nothing has the name that it uses, or the person cannot sign in.</summary>
internal sealed class ScenarioStoppedException(Message reason) : Exception(reason.Key)
{
    public Message Reason { get; } = reason;
}
