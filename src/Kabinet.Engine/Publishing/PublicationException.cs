using Kabinet.Engine.Model;

namespace Kabinet.Engine.Publishing;

/// <summary>A publication conflicts with another one or asks for something that does not exist; nothing was written.</summary>
/// <param name="problems">All reasons.</param>
/// <param name="language">Language of the solution, used for the message.</param>
public sealed class PublicationException(IReadOnlyList<Problem> problems, string language)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => problem.Say(language))))
{
    /// <summary>All reasons.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
    /// <summary>Language of the solution.</summary>
    public string Language { get; } = language;

    internal static PublicationException Of(string language, string key, params object[] arguments) =>
        new([new(default, new(key, arguments))], language);
}
