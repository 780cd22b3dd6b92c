using Kabinet.Engine.Model;

namespace Kabinet.Engine.Publishing;

/// <summary>A publication is refused for what was published besides, or for what it asks for; nothing was written.</summary>
/// <param name="problems">Everything that stands against it.</param>
/// <param name="language">Language of the solution, in which the message tells them.</param>
public sealed class PublicationException(IReadOnlyList<Problem> problems, string language)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => problem.Say(language))))
{
    /// <summary>Everything that stands against it.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
    /// <summary>Language of the solution.</summary>
    public string Language { get; } = language;

    internal static PublicationException Of(string language, string key, params object[] arguments) =>
        new([new(default, new(key, arguments))], language);
}
